// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The UDP port of the bridge and the one thread that owns it. With the native transport several
/// datagrams are taken and given in one system call.
final class MediaPort {
    /// Longer datagrams are cut and fail their check; the path between peers carries no more.
    static final int LARGEST_DATAGRAM = 2_048;

    private static final int DATAGRAMS_PER_READ = 32;

    /// A burst of key frames of several sources must fit while this thread does something else.
    private static final int SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;

    /// What waits for the socket beyond so much is dropped: late pictures help nobody.
    private static final int MOST_WAITING_BYTES = 4 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(MediaPort.class);

    private final EventLoopGroup group;
    private final Channel channel;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private long dropped;

    /// Takes what comes, on the port's thread.
    interface Handler {
        /// One datagram; the buffer is only lent and may be changed.
        void datagram(byte[] buffer, int length, InetSocketAddress from);
    }

    private MediaPort(EventLoopGroup group, Channel channel) {
        this.group = group;
        this.channel = channel;
    }

    /// Opens the port; fails with what the operating system says.
    static CompletionStage<MediaPort> open(String bind, int port, Handler handler) {
        boolean nativeTransport = Epoll.isAvailable();
        var threads = new DefaultThreadFactory("media", true, Thread.MAX_PRIORITY);
        EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(
                        1,
                        threads,
                        nativeTransport ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        var bootstrap =
                new Bootstrap()
                        .group(group)
                        .channel(
                                nativeTransport
                                        ? EpollDatagramChannel.class
                                        : NioDatagramChannel.class)
                        .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                        .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
                        .handler(new Inbound(handler));
        if (nativeTransport) {
            bootstrap
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LARGEST_DATAGRAM)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(LARGEST_DATAGRAM * DATAGRAMS_PER_READ));
        } else {
            bootstrap.option(
                    ChannelOption.RECVBUF_ALLOCATOR,
                    new FixedRecvByteBufAllocator(LARGEST_DATAGRAM));
        }
        var opened = new CompletableFuture<MediaPort>();
        bootstrap
                .bind(bind, port)
                .addListener(
                        (ChannelFuture bound) -> {
                            if (bound.isSuccess()) {
                                opened.complete(new MediaPort(group, bound.channel()));
                            } else {
                                group.shutdownGracefully(0, 1, TimeUnit.SECONDS)
                                        .addListener(
                                                _ -> opened.completeExceptionally(bound.cause()));
                            }
                        });
        return opened;
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /// Datagrams not sent because too much waited.
    long dropped() {
        return dropped;
    }

    /// Queues a datagram; it leaves with [#flush] or with the end of what is being read. Only on
    /// the port's thread.
    @SuppressWarnings("FutureReturnValueIgnored") // the void promise tells the handler of faults
    void send(byte[] buffer, int offset, int length, InetSocketAddress to) {
        if (channel.unsafe().outboundBuffer() == null
                || channel.unsafe().outboundBuffer().totalPendingWriteBytes()
                        > MOST_WAITING_BYTES) {
            dropped++;
            return;
        }
        ByteBuf datagram = channel.alloc().directBuffer(length).writeBytes(buffer, offset, length);
        channel.write(new DatagramPacket(datagram, to), channel.voidPromise());
    }

    void flush() {
        channel.flush();
    }

    /// Gives back port and thread; a second time it says the same.
    @SuppressWarnings("FutureReturnValueIgnored") // the listener ends what the close begins
    CompletionStage<Void> close() {
        if (closing.compareAndSet(false, true)) {
            channel.close()
                    .addListener(
                            _ ->
                                    group.shutdownGracefully(0, 2, TimeUnit.SECONDS)
                                            .addListener(_ -> closed.complete(null)));
        }
        return closed;
    }

    /// From Netty's buffers into one array that is used again for each datagram.
    private static final class Inbound extends SimpleChannelInboundHandler<DatagramPacket> {
        private final Handler handler;
        private final byte[] scratch = new byte[LARGEST_DATAGRAM];

        Inbound(Handler handler) {
            this.handler = handler;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            ByteBuf content = packet.content();
            int length = content.readableBytes();
            if (length == 0 || length > scratch.length) {
                return;
            }
            content.readBytes(scratch, 0, length);
            handler.datagram(scratch, length, packet.sender());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A peer that has gone answers with ICMP; one bad datagram must not end the port.
            if (cause instanceof IOException) {
                LOG.debug("media port", cause);
            } else {
                LOG.error("A datagram could not be handled.", cause);
            }
        }
    }
}

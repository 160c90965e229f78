// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// One thread for any number of media peers, each on a socket of its own. With the native transport
/// several datagrams are taken and given in one system call.
public final class MediaLoop implements AutoCloseable {
    static final int LARGEST_DATAGRAM = 2_048;
    private static final int DATAGRAMS_PER_READ = 16;
    private static final int SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;

    private final boolean nativeTransport = Epoll.isAvailable();
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;

    /// @param name of its thread
    public MediaLoop(String name) {
        group =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory(name, true),
                        nativeTransport ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        loop = group.next();
    }

    EventLoop loop() {
        return loop;
    }

    /// Opens a socket at a free port.
    CompletionStage<Channel> open(InetAddress local, ChannelHandler handler) {
        var bootstrap =
                new Bootstrap()
                        .group(group)
                        .channel(
                                nativeTransport
                                        ? EpollDatagramChannel.class
                                        : NioDatagramChannel.class)
                        .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                        .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
                        .handler(handler);
        int batch = nativeTransport ? DATAGRAMS_PER_READ : 1;
        bootstrap.option(
                ChannelOption.RECVBUF_ALLOCATOR,
                new FixedRecvByteBufAllocator(LARGEST_DATAGRAM * batch));
        if (nativeTransport) {
            bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LARGEST_DATAGRAM);
        }
        var opened = new CompletableFuture<Channel>();
        bootstrap
                .bind(local, 0)
                .addListener(
                        (ChannelFuture bound) -> {
                            if (bound.isSuccess()) {
                                opened.complete(bound.channel());
                            } else {
                                opened.completeExceptionally(bound.cause());
                            }
                        });
        return opened;
    }

    /// Ends the thread and every peer on it.
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}

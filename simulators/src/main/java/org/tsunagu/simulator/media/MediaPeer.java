// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.simulator.media.dtls.Handshake;
import org.tsunagu.simulator.media.dtls.PeerCertificate;
import org.tsunagu.simulator.media.ice.IceAgent;
import org.tsunagu.simulator.media.rtp.RtpHeader;
import org.tsunagu.simulator.media.rtp.StreamSender;
import org.tsunagu.simulator.media.sdp.LocalDescription;
import org.tsunagu.simulator.media.sdp.RemoteDescription;
import org.tsunagu.simulator.media.sdp.StreamNumbers;
import org.tsunagu.simulator.media.sdp.VideoCodec;
import org.tsunagu.simulator.media.srtp.SrtpSession;

/// One end of one media connection: a socket, connectivity checks, a handshake, SRTP. What the
/// media is, [Media] knows. Everything happens on the loop's thread.
final class MediaPeer extends SimpleChannelInboundHandler<DatagramPacket>
        implements StreamSender.Outlet {
    private static final PeerCertificate CERTIFICATE = PeerCertificate.generate();
    private static final int UFRAG_LETTERS = 8;
    private static final int PASSWORD_LETTERS = 24;
    private static final long ROUND_MILLIS = 50;
    private static final long CONNECT_WITHIN_SECONDS = 60;
    private static final Logger LOG = LoggerFactory.getLogger(MediaPeer.class);

    /// What is sent and received over the connection.
    interface Media {
        /// An RTP packet as it came, encrypted; the buffer is only lent and may be changed.
        void rtp(byte[] buffer, int length, long nowNanos);

        /// A compound RTCP packet, decrypted.
        void rtcp(byte[] buffer, int length, long nowNanos);

        /// Each [#ROUND_MILLIS] once it is connected.
        void round(long nowNanos);
    }

    private final MediaLoop loop;
    private final InetAddress local;
    private final int ssrc;
    private final Media media;
    private final String ufrag = IceAgent.word(UFRAG_LETTERS);
    private final String password = IceAgent.word(PASSWORD_LETTERS);
    private final CompletableFuture<StreamNumbers> connected = new CompletableFuture<>();
    private final byte[] scratch = new byte[MediaLoop.LARGEST_DATAGRAM];
    private @Nullable Channel channel;
    private @Nullable IceAgent ice;
    private @Nullable Handshake handshake;
    private @Nullable SrtpSession srtp;
    private @Nullable StreamNumbers numbers;
    private boolean shaking;
    private boolean closed;

    /// @param ssrc of the stream it sends, 0 where it receives
    MediaPeer(MediaLoop loop, InetAddress local, int ssrc, Media media) {
        this.loop = loop;
        this.local = local;
        this.ssrc = ssrc;
        this.media = media;
    }

    /// Opens a socket, exchanges descriptions and connects.
    ///
    /// @param codecs what it speaks; a peer that offers, offers the first
    /// @return what was agreed on, once media can flow
    @SuppressWarnings("FutureReturnValueIgnored") // rounds end with the loop; failures end the peer
    CompletionStage<StreamNumbers> connect(Signalling signalling, List<VideoCodec> codecs) {
        loop.open(local, this)
                .thenCompose(
                        opened -> {
                            channel = opened;
                            return describe(signalling, codecs);
                        })
                .whenComplete(
                        (_, trouble) -> {
                            if (trouble != null) {
                                connected.completeExceptionally(trouble);
                            }
                        });
        return connected.orTimeout(CONNECT_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    private CompletionStage<Void> describe(Signalling signalling, List<VideoCodec> codecs) {
        LocalDescription own = description();
        return switch (signalling) {
            case Signalling.Offering offering -> {
                String offer = own.offer(StreamNumbers.offered(codecs.getFirst()));
                yield offering.exchange(offer)
                        .thenAcceptAsync(answer -> answered(answer, codecs), loop.loop());
            }
            case Signalling.Answering answering ->
                    answering
                            .offer()
                            .thenComposeAsync(
                                    offer -> answering.answer(answer(offer, own, codecs)),
                                    loop.loop());
        };
    }

    private LocalDescription description() {
        Channel open = channel;
        if (open == null) {
            throw new IllegalStateException("no socket");
        }
        var address = (InetSocketAddress) open.localAddress();
        return new LocalDescription(ufrag, password, CERTIFICATE.fingerprint(), address, ssrc);
    }

    private void answered(String answer, List<VideoCodec> codecs) {
        RemoteDescription remote = RemoteDescription.read(answer);
        numbers = remote.numbers(codecs.getFirst());
        begin(remote, true, !remote.opensDtls());
    }

    private String answer(String offer, LocalDescription own, List<VideoCodec> codecs) {
        RemoteDescription remote = RemoteDescription.read(offer);
        StreamNumbers agreed = remote.numbers(codecs);
        numbers = agreed;
        boolean active = !remote.opensDtls();
        begin(remote, remote.isLite(), active);
        return own.answer(remote, agreed, active ? "active" : "passive");
    }

    @SuppressWarnings("FutureReturnValueIgnored") // rounds end with the loop
    private void begin(RemoteDescription remote, boolean controlling, boolean active) {
        ice =
                new IceAgent(
                        ufrag,
                        password,
                        remote.ufrag(),
                        remote.password(),
                        remote.candidates(),
                        controlling);
        handshake =
                new Handshake(
                        CERTIFICATE,
                        remote.fingerprint(),
                        active,
                        record -> loop.loop().execute(() -> plain(record, selected())));
        long first = ThreadLocalRandom.current().nextLong(ROUND_MILLIS);
        loop.loop().scheduleAtFixedRate(this::round, first, ROUND_MILLIS, TimeUnit.MILLISECONDS);
    }

    private @Nullable InetSocketAddress selected() {
        return ice == null ? null : ice.selected();
    }

    private void round() {
        IceAgent agent = ice;
        if (closed || agent == null) {
            return;
        }
        long now = System.nanoTime();
        for (InetSocketAddress address : agent.dueChecks(now)) {
            plain(agent.newCheck(), address);
        }
        if (srtp != null) {
            media.round(now);
        }
        flush();
    }

    /// Once a way is there, the handshake begins.
    @SuppressWarnings("FutureReturnValueIgnored") // its outcome completes the connection
    private void shakeHands() {
        Handshake due = handshake;
        StreamNumbers agreed = numbers;
        if (shaking || due == null || agreed == null || selected() == null) {
            return;
        }
        shaking = true;
        due.start()
                .whenCompleteAsync(
                        (keys, trouble) -> {
                            if (trouble != null) {
                                connected.completeExceptionally(trouble);
                            } else {
                                srtp = new SrtpSession(keys);
                                connected.complete(agreed);
                            }
                        },
                        loop.loop());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        long now = System.nanoTime();
        ByteBuf content = datagram.content();
        int length = content.readableBytes();
        if (length < RtpHeader.FIXED_BYTES || length > scratch.length) {
            return;
        }
        content.readBytes(scratch, 0, length);
        int first = scratch[0] & 0xFF;
        if (first >= 128 && first < 192) {
            receivedMedia(length, now);
        } else if (first >= 20 && first < 64) {
            if (handshake != null) {
                handshake.received(Arrays.copyOf(scratch, length));
            }
        } else if (IceAgent.isStun(scratch, length) && ice != null) {
            byte[] answer = ice.received(scratch, length, datagram.sender());
            plain(answer, datagram.sender());
            shakeHands();
        }
    }

    private void receivedMedia(int length, long now) {
        SrtpSession keys = srtp;
        if (keys == null) {
            return;
        }
        if (RtpHeader.isRtcp(scratch)) {
            int plain = keys.unprotectRtcp(scratch, length);
            if (plain > 0) {
                media.rtcp(scratch, plain, now);
            }
        } else {
            media.rtp(scratch, length, now);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("media peer", cause); // who has gone answers with ICMP
        } else {
            LOG.error("A datagram could not be handled.", cause);
        }
    }

    /// Decrypts an RTP packet in place; its length now, or not above 0.
    int unprotectRtp(byte[] buffer, int length) {
        return srtp == null ? SrtpSession.UNUSABLE : srtp.unprotectRtp(buffer, length);
    }

    @Override
    public int protect(byte[] buffer, int length) {
        return srtp == null ? SrtpSession.UNUSABLE : srtp.protectRtp(buffer, length);
    }

    @Override
    public void transmit(byte[] buffer, int length) {
        send(buffer, length, selected());
    }

    /// Secures and sends the RTCP packet at the beginning of a buffer.
    void rtcp(byte[] buffer, int length) {
        int secured = srtp == null ? SrtpSession.UNUSABLE : srtp.protectRtcp(buffer, length);
        if (secured > 0) {
            send(buffer, secured, selected());
        }
    }

    /// What was sent outside of the reading of datagrams leaves now.
    void flush() {
        if (channel != null) {
            channel.flush();
        }
    }

    private void plain(byte @Nullable [] datagram, @Nullable InetSocketAddress to) {
        if (datagram != null) {
            send(datagram, datagram.length, to);
            flush();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the void promise tells the handler of faults
    private void send(byte[] buffer, int length, @Nullable InetSocketAddress to) {
        Channel open = channel;
        if (open != null && to != null) {
            ByteBuf datagram = open.alloc().directBuffer(length).writeBytes(buffer, 0, length);
            open.write(new DatagramPacket(datagram, to), open.voidPromise());
        }
    }

    /// Says goodbye and gives the socket back.
    @SuppressWarnings("FutureReturnValueIgnored") // a closed channel is closed
    void close() {
        Handshake open = handshake;
        CompletionStage<Void> left =
                open == null ? CompletableFuture.completedFuture(null) : open.ended();
        if (open != null) {
            open.close();
        }
        left.toCompletableFuture()
                .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                .whenComplete((_, _) -> loop.loop().execute(this::end));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a closed channel is closed
    private void end() {
        closed = true;
        if (channel != null) {
            channel.close();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tsunagu.simulator.media.clip.Clip;
import org.tsunagu.simulator.media.clip.EncodedFrame;
import org.tsunagu.simulator.media.rtp.H264Format;
import org.tsunagu.simulator.media.rtp.NtpClock;
import org.tsunagu.simulator.media.rtp.PayloadFormat;
import org.tsunagu.simulator.media.rtp.RtcpReader;
import org.tsunagu.simulator.media.rtp.RtcpWriter;
import org.tsunagu.simulator.media.rtp.StreamSender;
import org.tsunagu.simulator.media.rtp.Vp8Format;
import org.tsunagu.simulator.media.sdp.StreamNumbers;
import org.tsunagu.simulator.media.sdp.VideoCodec;

/// Plays a clip into a media connection at its frame rate, in a loop. Frame `n` is due at a time
/// counted from the first, so nothing drifts; who comes late sends at once what is due. Whoever
/// asks for a key frame gets the clip's next one at once, and the clip goes on from there.
public final class ClipPublisher implements AutoCloseable {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// Requests that follow closer are for the same key frame.
    private static final long KEY_FRAME_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /// Frames sent at once by who is late; more late ones are sent with the next turn.
    private static final int MOST_AT_ONCE = 8;

    private static final int RTCP_BYTES = 256;

    private final MediaLoop loop;
    private final Clip clip;
    private final MediaPeer peer;
    private final int ssrc = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE - 1);
    private final NtpClock ntp = new NtpClock();
    private final long originNanos = System.nanoTime();
    private final long firstTimestamp = ThreadLocalRandom.current().nextLong(1L << 31);
    private final byte[] rtcp = new byte[RTCP_BYTES];
    private volatile @Nullable Listener listener;
    private @Nullable StreamSender sender;
    private @Nullable Play playing;
    private int position;
    private long frames;
    private long requests;
    private long lastKeyNanos;
    private boolean keyWanted;
    private long latestNanos;
    private long reportedAt;

    /// Hears of each frame, on the publisher's thread.
    public interface Listener {
        /// @param number of the frame, from 0
        /// @param inClip which frame of the clip it was
        /// @param rtpTimestamp as it was sent, unsigned 32 bit
        void sent(long number, int inClip, long rtpTimestamp);
    }

    /// One stretch of playing.
    private static final class Play {
        private final long startNanos = System.nanoTime();
        private final long frames;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private long sent;

        Play(long frames) {
            this.frames = frames;
        }
    }

    private final class Picture implements MediaPeer.Media, RtcpReader.Listener {
        @Override
        public void rtp(byte[] buffer, int length, long nowNanos) {
            // Nobody sends us pictures.
        }

        @Override
        public void rtcp(byte[] buffer, int length, long nowNanos) {
            RtcpReader.read(buffer, length, this);
        }

        @Override
        public void missing(int sequence) {
            if (sender != null) {
                sender.again(sequence);
            }
        }

        @Override
        public void keyFrameWanted() {
            requests++;
            keyWanted = true;
        }

        @Override
        public void round(long nowNanos) {
            report(nowNanos);
        }
    }

    private ClipPublisher(MediaLoop loop, InetAddress local, Clip clip) {
        this.loop = loop;
        this.clip = clip;
        this.peer = new MediaPeer(loop, local, ssrc, new Picture());
    }

    /// Connects a publisher.
    ///
    /// @param local address its socket is bound to and told to the other side
    /// @return once media can flow; nothing is sent before [#play]
    public static CompletionStage<ClipPublisher> connect(
            MediaLoop loop, InetAddress local, Signalling signalling, Clip clip) {
        var publisher = new ClipPublisher(loop, local, clip);
        return publisher
                .peer
                .connect(signalling, List.of(clip.codec()))
                .handle(
                        (agreed, trouble) -> {
                            if (trouble != null) {
                                publisher.close();
                                throw new MediaFailure("a publisher", trouble);
                            }
                            publisher.agreed(agreed);
                            return publisher;
                        });
    }

    private void agreed(StreamNumbers numbers) {
        PayloadFormat format =
                numbers.codec() == VideoCodec.VP8 ? new Vp8Format() : new H264Format();
        sender = new StreamSender(numbers, ssrc, format, peer);
    }

    /// Tells of each frame from now on.
    public void listen(Listener each) {
        listener = each;
    }

    /// Plays so many frames, beginning with a key frame.
    ///
    /// @return completed when the last was sent
    public CompletionStage<Void> play(long count) {
        var play = new Play(count);
        loop.loop().execute(() -> begin(play));
        return play.done;
    }

    /// Plays until [#stop].
    public void play() {
        loop.loop().execute(() -> begin(new Play(Long.MAX_VALUE)));
    }

    private void begin(Play play) {
        stopPlaying();
        playing = play;
        position = clip.keyFrameAt(position);
        latestNanos = 0;
        turn(play);
    }

    /// Sends no more frames.
    public void stop() {
        loop.loop().execute(this::stopPlaying);
    }

    private void stopPlaying() {
        if (playing != null) {
            playing.done.complete(null);
            playing = null;
        }
    }

    /// Sends what is due and comes again for the next frame.
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the play, or with the loop
    private void turn(Play play) {
        for (int i = 0; i < MOST_AT_ONCE && play == playing; i++) {
            long due = due(play, play.sent);
            long now = System.nanoTime();
            if (due > now) {
                break;
            }
            latestNanos = Math.max(latestNanos, now - due);
            send(due, now);
            if (++play.sent == play.frames) {
                stopPlaying();
            }
        }
        peer.flush();
        if (play == playing) {
            long wait = due(play, play.sent) - System.nanoTime();
            loop.loop().schedule(() -> turn(play), Math.max(0, wait), TimeUnit.NANOSECONDS);
        }
    }

    private long due(Play play, long frame) {
        return play.startNanos + (long) (frame * (SECOND_NANOS / clip.framesPerSecond()));
    }

    private void send(long dueNanos, long nowNanos) {
        StreamSender out = sender;
        if (out == null) {
            return;
        }
        if (keyWanted && nowNanos - lastKeyNanos > KEY_FRAME_PAUSE_NANOS) {
            position = clip.keyFrameAt(position);
        }
        EncodedFrame frame = clip.frames().get(position);
        if (frame.isKey()) {
            keyWanted = false;
            lastKeyNanos = nowNanos;
        }
        long timestamp = timestampAt(dueNanos);
        out.send(frame.data(), timestamp, ntp.at(dueNanos), !clip.decodable());
        Listener told = listener;
        if (told != null) {
            told.sent(frames, position, timestamp);
        }
        frames++;
        position = (position + 1) % clip.frames().size();
    }

    private long timestampAt(long nanos) {
        double ticks = (nanos - originNanos) * (VideoCodec.CLOCK / (double) SECOND_NANOS);
        return (firstTimestamp + Math.round(ticks)) & 0xFFFF_FFFFL;
    }

    private void report(long nowNanos) {
        StreamSender out = sender;
        if (out == null || out.packets() == 0 || nowNanos - reportedAt < SECOND_NANOS) {
            return;
        }
        reportedAt = nowNanos;
        int length =
                RtcpWriter.senderReport(
                        rtcp,
                        ssrc,
                        ntp.at(nowNanos),
                        timestampAt(nowNanos),
                        out.packets(),
                        out.payloadBytes());
        peer.rtcp(rtcp, length);
    }

    /// What it did so far.
    public CompletionStage<PublisherFigures> figures() {
        return CompletableFuture.supplyAsync(
                () -> {
                    StreamSender out = sender;
                    return out == null
                            ? new PublisherFigures(0, 0, 0, 0, requests, 0)
                            : new PublisherFigures(
                                    frames,
                                    out.packets(),
                                    out.payloadBytes(),
                                    out.repeated(),
                                    requests,
                                    TimeUnit.NANOSECONDS.toMicros(latestNanos));
                },
                loop.loop());
    }

    @Override
    public void close() {
        stop();
        peer.close();
    }
}

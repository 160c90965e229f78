// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.tsunagu.deployment.data.ReadyFile;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.wire.JournalCodec;

/// One client of the live bench: takes every message, decodes every item, and notes how long ago
/// the newest sample in it was complete at the sender, whose clock is this machine's. Owned by one
/// event loop; read by others only after [#stop()].
final class LiveClient {
    private static final CBORFactory CBOR = new CBORFactory();
    private static final int BED_FRAME = 1;
    private static final int SUMMARY = 102;
    private static final int DROPPED = 106;
    private static final int VALUES = 109;
    private static final long FRAME_MICROS = 100_000;
    private static final long HIGHEST_MICROS = 60_000_000;

    private final Histogram latency = new Histogram(1, HIGHEST_MICROS, 3);
    private final Map<String, Long> nextFrameAt = new HashMap<>();
    private volatile boolean measuring;
    private volatile boolean stopped;
    private volatile @Nullable String ended;
    private long items;
    private long dropped;
    private long missing;

    /// Connects, says hello and subscribes.
    ///
    /// @param subscription the page's second message
    static Future<LiveClient> connect(
            WebSocketClient sockets, ReadyFile ready, String subscription) {
        URI http = URI.create(ready.http());
        var client = new LiveClient();
        var options =
                new WebSocketConnectOptions()
                        .setHost(http.getHost())
                        .setPort(http.getPort())
                        .setURI("/live")
                        .addSubProtocol("tsunagu.live.v1")
                        .addHeader("Authorization", "Bearer " + ready.serviceToken());
        return sockets.connect(options)
                .compose(
                        socket -> {
                            socket.binaryMessageHandler(client::take);
                            socket.exceptionHandler(client::broke);
                            socket.closeHandler(
                                    _ ->
                                            client.ended(
                                                    "closed with "
                                                            + socket.closeStatusCode()
                                                            + " "
                                                            + socket.closeReason()));
                            return socket.writeTextMessage("{\"type\":\"hello\",\"version\":1}")
                                    .compose(_ -> socket.writeTextMessage(subscription))
                                    .map(client);
                        });
    }

    void measure() {
        measuring = true;
    }

    void stop() {
        measuring = false;
        stopped = true;
    }

    /// Why this client saw nothing more, null when it saw all there was until [#stop()].
    @Nullable String ended() {
        return ended;
    }

    private void broke(Throwable failure) {
        ended(failure.toString());
    }

    private void ended(String why) {
        if (!stopped && ended == null) {
            ended = why;
        }
    }

    Histogram latency() {
        return latency;
    }

    /// Items counted while measuring: frames for a bed page, summaries for a board.
    long items() {
        return items;
    }

    /// Records the server said it left out.
    long dropped() {
        return dropped;
    }

    /// Frames missing from a bed's row of frames.
    long missing() {
        return missing;
    }

    private void take(Buffer message) {
        byte[] raw = message.getBytes();
        try (CBORParser in = CBOR.createParser(raw)) {
            while (in.nextToken() == JsonToken.START_ARRAY) {
                int start = (int) in.currentTokenLocation().getByteOffset();
                BoardReading reading = BoardReading.next(in);
                int end = (int) in.currentLocation().getByteOffset();
                switch (reading.type()) {
                    case BED_FRAME -> frame(raw, start, end);
                    case SUMMARY, VALUES -> note(reading.lastMicros() - reading.offsetMicros());
                    case DROPPED -> dropped += reading.dropped();
                    default -> {
                        // heartbeats and answers are decoded and not counted
                    }
                }
            }
        } catch (IOException undecodable) {
            throw new UncheckedIOException("the server sent what cannot be decoded", undecodable);
        }
    }

    private void frame(byte[] raw, int start, int end) throws IOException {
        var item = new ByteArrayInputStream(raw, start, end - start).readAllBytes();
        if (JournalCodec.decode(item).value() instanceof BedFrame frame) {
            SampleArray wave = frame.waveforms().getFirst();
            long at = wave.firstSampleAt().micros();
            Long expected = nextFrameAt.put(frame.bed().value(), at + FRAME_MICROS);
            if (measuring && expected != null && at > expected) {
                missing += Math.round((at - expected) / (double) FRAME_MICROS);
            }
            note(wave.endsAt().micros());
        } else {
            throw new IOException("a bed frame that cannot be decoded");
        }
    }

    private void note(long completeAtMicros) {
        if (!measuring) {
            return;
        }
        items++;
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        latency.recordValue(Math.clamp(now - completeAtMicros, 1, HIGHEST_MICROS));
    }
}

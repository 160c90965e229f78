// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.tsunagu.simulator.device.BedContent;
import org.tsunagu.simulator.device.DeliveryListener;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.device.DeviceStreamClient;
import org.tsunagu.simulator.device.DeviceStreamOptions;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;

/// A sender in a process of its own, for tests that kill the platform: sends frames, survives the
/// platform's death, and writes down each acknowledgement the moment it has it, forced to disk.
///
/// Each frame is one waveform (MDC 131330) of 25 samples at 250 Hz; frame n of the run begins n
/// frame lengths after the first. A log line is `ack <epoch> <sequence> <bed> <first sample, device
/// µs> <hash>` or `refused <epoch> <sequence> <text>`; the hash is [#hash]. The last line is `end
/// <frames sent> <acknowledged>`. When its standard input ends, no new frame is begun and it ends
/// as soon as all are acknowledged, five minutes later at most.
public final class SenderProcess {
    static final int SAMPLES = 25;

    private static final int CODE = 131_330;
    private static final SampleRate RATE = SampleRate.hertz(250);
    private static final int HASH_DIGITS = 16;
    private static final Duration BACKOFF = Duration.ofMillis(200);
    private static final int BUFFER_FRAMES = 100_000;

    /// Nobody waits longer for the last acknowledgements.
    private static final Duration DRAIN = Duration.ofMinutes(5);

    private final SenderArguments arguments;
    private final FileChannel log;
    private final Map<Long, String> underWay = new ConcurrentHashMap<>();
    private long acknowledged;
    private volatile boolean enough;

    private SenderProcess(SenderArguments arguments, FileChannel log) {
        this.arguments = arguments;
        this.log = log;
    }

    /// Exit code 0 when everything sent was acknowledged.
    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        SenderArguments parsed = SenderArguments.parse(List.of(arguments));
        try (FileChannel log =
                FileChannel.open(
                        parsed.log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            boolean complete = new SenderProcess(parsed, log).run();
            System.exit(complete ? 0 : 1);
        }
    }

    /// First 16 hexadecimal digits of the SHA-256 of the samples as decimals joined by commas.
    public static String hash(Samples samples) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < samples.length(); i++) {
            text.append(i == 0 ? "" : ",").append(samples.at(i));
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }

    private boolean run() throws InterruptedException, ExecutionException {
        Vertx vertx = Vertx.vertx();
        var options =
                DeviceStreamOptions.of(
                                arguments.url(),
                                arguments.token(),
                                arguments.source(),
                                arguments.epoch())
                        .insisting(BACKOFF)
                        .buffering(BUFFER_FRAMES);
        DeviceStreamClient client = DeviceStreamClient.create(vertx, options, new Journal());
        await(client.start());
        long start = DeviceClock.nowMicros();
        var random = new SplittableRandom(arguments.seed());
        Thread.ofPlatform().daemon().name("input").start(this::awaitEndOfInput);
        long n = 0;
        for (; n < arguments.frames() && !enough; n++) {
            long first = start + n * arguments.frameMillis() * 1_000;
            long due = first + RATE.microsOf(SAMPLES);
            while (DeviceClock.nowMicros() < due) {
                LockSupport.parkNanos((due - DeviceClock.nowMicros()) * 1_000);
            }
            send(client, n, first, random);
        }
        try {
            client.drained()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(DRAIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException away) {
            write("failed: no acknowledgement for " + DRAIN);
        }
        write("end " + n + " " + acknowledged);
        await(client.close());
        await(vertx.close());
        return acknowledged == n;
    }

    private void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes to us; the end of the stream is the message.
            }
        } catch (IOException gone) {
            // The same.
        }
        enough = true;
    }

    private void send(DeviceStreamClient client, long n, long first, SplittableRandom random) {
        BedId bed = arguments.beds().get((int) (n % arguments.beds().size()));
        int[] values = random.ints(SAMPLES, -2_000, 2_000).toArray();
        Samples samples = Samples.of(values);
        var wave =
                new SampleArray(
                        MetricCode.mdc(CODE), new DeviceTime(first), RATE, 0.005, 0, "mV", samples);
        long sequence = n + 1;
        underWay.put(sequence, bed + " " + first + " " + hash(samples));
        client.send(new BedContent(bed, null, List.of(), List.of(wave), List.of(), List.of()))
                .onFailure(failed -> write("failed " + sequence + " " + failed.getMessage()));
    }

    /// Writes each answer down before the next is read.
    private final class Journal implements DeliveryListener {
        @Override
        public void acknowledged(long sequence) {
            acknowledged++;
            write("ack " + arguments.epoch() + " " + sequence + " " + underWay.remove(sequence));
        }

        @Override
        public void refused(long sequence, String text) {
            write("refused " + arguments.epoch() + " " + sequence + " " + text);
        }
    }

    private synchronized void write(String line) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
            while (bytes.hasRemaining()) {
                log.write(bytes);
            }
            log.force(false);
        } catch (IOException broken) {
            throw new UncheckedIOException("the log cannot be written", broken);
        }
    }

    private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}

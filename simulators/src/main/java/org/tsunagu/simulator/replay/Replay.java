// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.device.DeviceStreamClient;
import org.tsunagu.simulator.device.DeviceStreamOptions;
import org.tsunagu.simulator.device.LinkFaults;
import org.tsunagu.simulator.mllp.MllpClient;
import org.tsunagu.simulator.mllp.MllpOptions;
import org.tsunagu.simulator.wfdb.SignalChecksum;
import org.tsunagu.simulator.wfdb.WfdbException;
import org.tsunagu.simulator.wfdb.WfdbRecord;

/// Replays a recording: checks it, dates it, cuts it into frames, sends each when it is due, and
/// sums up.
public final class Replay {
    private static final long PROGRESS_MICROS = 1_000_000;
    private static final double FASTEST = 1e6;

    private final ReplayOptions options;
    private final ReplayProgress progress;
    private final WfdbRecord record;
    private final List<SignalChecksum> checksums;
    private final Tally tally = new Tally();
    private long startMicros;
    private long sequence;
    private long lastProgressMicros;
    private long sentMicros;

    private Replay(
            ReplayOptions options,
            ReplayProgress progress,
            WfdbRecord record,
            List<SignalChecksum> checksums) {
        this.options = options;
        this.progress = progress;
        this.record = record;
        this.checksums = checksums;
    }

    /// Replays and returns when everything is acknowledged, or will not be. An interrupt ends it
    /// early; the summary then covers what was sent.
    ///
    /// @throws ReplayException when the recording cannot be read, the options make no sense or the
    ///     platform is not there
    public static ReplaySummary run(ReplayOptions options, ReplayProgress progress)
            throws ReplayException {
        requireSense(options);
        try {
            WfdbRecord record = WfdbRecord.open(options.path());
            record.warnings().forEach(progress::note);
            requireNumerics(record, options);
            List<SignalChecksum> checksums = record.checksums();
            for (SignalChecksum checksum : checksums) {
                if (!checksum.matches()) {
                    mismatch(checksum, options, progress);
                }
            }
            return new Replay(options, progress, record, checksums).send();
        } catch (WfdbException unusable) {
            throw ReplayException.failed(String.valueOf(unusable.getMessage()), unusable);
        } catch (IOException unreadable) {
            throw ReplayException.failed(
                    "cannot read " + options.path() + ": " + unreadable, unreadable);
        }
    }

    private static void requireSense(ReplayOptions options) throws ReplayException {
        if (!(options.speed() >= 1 && options.speed() <= FASTEST)) {
            throw ReplayException.usage("--speed is 1 (live) to 1000000, not " + options.speed());
        }
        Path path = options.path();
        if (Files.isDirectory(path)) {
            throw ReplayException.usage(
                    path + " is a folder: name one record in it (the .hea file)");
        }
        try {
            faults(options);
            clock(options, 0);
        } catch (IllegalArgumentException odd) {
            throw ReplayException.usage(String.valueOf(odd.getMessage()));
        }
    }

    /// Loss and jitter are made by the device stream; MLLP carries numerics only.
    private static void requireNumerics(WfdbRecord record, ReplayOptions options)
            throws ReplayException {
        if (!(options.target() instanceof ReplayTarget.Mllp)) {
            return;
        }
        List<Channel> channels = Channel.of(record.signals(), record.frameRate());
        if (channels.stream().noneMatch(Channel::numeric)) {
            throw ReplayException.usage(
                    record.header().name() + " has waveforms only: --via mllp sends numerics");
        }
        Impairments wrong = options.impairments();
        if (wrong.loss() > 0 || !wrong.jitter().isZero()) {
            throw ReplayException.usage("--loss and --jitter need --via device");
        }
    }

    private static void mismatch(
            SignalChecksum checksum, ReplayOptions options, ReplayProgress progress)
            throws ReplayException {
        String text =
                "checksum of %s in %s is %d, the header says %d: the recording is damaged"
                        .formatted(
                                checksum.signal().description(),
                                checksum.record(),
                                checksum.actual(),
                                checksum.signal().checksum());
        if (!options.ignoreChecksums()) {
            throw ReplayException.failed(
                    text + " (--ignore-checksum sends it all the same)", new WfdbException(text));
        }
        progress.note(text);
    }

    private ReplaySummary send() throws ReplayException, IOException, WfdbException {
        startMicros = DeviceClock.nowMicros();
        boolean live = options.speed() == 1;
        long lengthMicros = record.frameRate().microsOf(record.frames());
        long atMicros = atMicros(live, lengthMicros);
        FramePlan plan = FramePlan.of(record, live);
        Identity identity = Identity.of(record, checksums, options, atMicros, plan);
        DeviceClock clock = clock(options, atMicros);
        Vertx vertx = Vertx.vertx();
        long toMicros = atMicros;
        try (Sender sender = sender(vertx, identity, clock)) {
            sender.start();
            progress.note(
                    "%s at bed %s from %s"
                            .formatted(identity.source(), options.bed(), Tally.instant(atMicros)));
            do {
                try (var frames = new RecordFrames(record, options.bed(), toMicros, clock, plan)) {
                    sendAll(frames, sender, toMicros - atMicros, toMicros, lengthMicros);
                }
                toMicros += lengthMicros;
            } while (options.loop());
            sender.finish();
        } catch (InterruptedException stopped) {
            tally.trouble("interrupted");
            toMicros = atMicros + sentMicros;
        } catch (ReplayException broken) {
            if (sequence == 0) {
                throw broken;
            }
            tally.trouble(String.valueOf(broken.getMessage()));
            toMicros = atMicros + sentMicros;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        return tally.summary(atMicros, toMicros);
    }

    private void sendAll(
            RecordFrames frames, Sender sender, long doneMicros, long roundAt, long lengthMicros)
            throws ReplayException, IOException, WfdbException, InterruptedException {
        for (PlannedFrame frame = frames.next(); frame != null; frame = frames.next()) {
            waitUntilDue(doneMicros + frame.dueMicros());
            sender.send(++sequence, frame);
            sentMicros = doneMicros + frame.dueMicros();
            if (DeviceClock.nowMicros() - lastProgressMicros >= PROGRESS_MICROS) {
                lastProgressMicros = DeviceClock.nowMicros();
                progress.sent(
                        Tally.instant(roundAt + frame.dueMicros()),
                        lengthMicros == 0 ? 1 : (double) frame.dueMicros() / lengthMicros);
            }
        }
    }

    private void waitUntilDue(long dueMicros) throws InterruptedException {
        long at = startMicros + (long) (dueMicros / options.speed());
        for (long left = at - DeviceClock.nowMicros();
                left > 0;
                left = at - DeviceClock.nowMicros()) {
            LockSupport.parkNanos(left * 1_000);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private long atMicros(boolean live, long lengthMicros) {
        @Nullable Instant at = options.at();
        if (at != null) {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at);
        }
        return live ? startMicros : startMicros - lengthMicros;
    }

    private Sender sender(Vertx vertx, Identity identity, DeviceClock clock) {
        return switch (options.target()) {
            case ReplayTarget.DeviceStream(var url, var token) -> {
                var stream =
                        DeviceStreamOptions.of(url, token, identity.source(), identity.epoch())
                                .withClock(clock)
                                .withFaults(faults(options));
                yield new DeviceSender(DeviceStreamClient.create(vertx, stream, tally), tally);
            }
            case ReplayTarget.Mllp(var host, var port) ->
                    new MllpSender(
                            MllpClient.create(vertx, MllpOptions.of(host, port)),
                            tally,
                            identity,
                            options.bed(),
                            clock);
        };
    }

    private static LinkFaults faults(ReplayOptions options) {
        Impairments wrong = options.impairments();
        return new LinkFaults(wrong.jitter().toNanos() / 1_000, wrong.loss(), wrong.seed());
    }

    private static DeviceClock clock(ReplayOptions options, long atMicros) {
        Impairments wrong = options.impairments();
        return new DeviceClock(wrong.clockOffset().toNanos() / 1_000, wrong.driftPpm(), atMicros);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.browser;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.tsunagu.simulator.device.BedContent;
import org.tsunagu.simulator.device.DeliveryListener;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.device.DeviceStreamClient;
import org.tsunagu.simulator.device.DeviceStreamOptions;
import org.tsunagu.simulator.device.Measured;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;

/// A bedside monitor at bed `HAND-1` in whatever mood the test wants. Its fields belong to one
/// event loop.
final class HandheldMonitor {
    private static final BedId BED = new BedId("HAND-1");
    private static final MetricCode ECG_II = MetricCode.mdc(131_330);
    private static final MetricCode HEART_RATE = MetricCode.mdc(147_842);
    private static final MetricCode SPO2 = MetricCode.mdc(150_456);
    private static final long FRAME_MILLIS = 200;
    private static final int SAMPLES_PER_FRAME = 50;
    private static final SampleRate RATE = SampleRate.hertz(250);
    private static final int FRAMES_PER_SECOND = 5;
    private static final long SECOND_MICROS = 1_000_000;
    private static final double STEP_MILLIVOLT = 0.005;
    private static final double AMPLITUDE_STEPS = 200;

    private final Vertx vertx;
    private final URI address;
    private final String token;
    private Mood mood = Mood.OFF;
    private DeviceStreamClient client;
    private long timer = -1;
    private long startMicros;
    private long frame;
    private long holeFromFrame = -1;

    /// What it does.
    enum Mood {
        /// Sends everything.
        STEADY,
        /// Sends everything, but the SpO2 probe is off.
        PROBE_OFF,
        /// Waveforms go on; no numerics.
        WAVES_ONLY,
        /// Records nothing; the stretch is named as soon as it records again.
        NOT_RECORDING,
        /// Not there.
        OFF
    }

    HandheldMonitor(Vertx vertx, URI address, String token) {
        this.vertx = vertx;
        this.address = address;
        this.token = token;
    }

    /// Changes its mood and returns when it is so.
    void become(Mood wanted) {
        var done = new CompletableFuture<Void>();
        vertx.runOnContext(
                ignored -> {
                    Mood before = mood;
                    mood = wanted;
                    if (wanted == Mood.OFF) {
                        switchOff(done);
                    } else if (before == Mood.OFF) {
                        switchOn(done);
                    } else {
                        done.complete(null);
                    }
                });
        done.join();
    }

    private void switchOn(CompletableFuture<Void> done) {
        startMicros = DeviceClock.nowMicros();
        frame = 0;
        client =
                DeviceStreamClient.create(
                        vertx,
                        DeviceStreamOptions.of(
                                address, token, new SourceId("handheld"), startMicros),
                        DeliveryListener.NONE);
        client.start()
                .onSuccess(
                        welcome -> {
                            timer = vertx.setPeriodic(FRAME_MILLIS, tick -> catchUp());
                            done.complete(null);
                        })
                .onFailure(done::completeExceptionally);
    }

    private void switchOff(CompletableFuture<Void> done) {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
            client.close().onComplete(closed -> done.complete(null));
        } else {
            done.complete(null);
        }
    }

    /// As many frames as are due: a late timer must not look like a gap.
    private void catchUp() {
        while (frameAt(frame + 1) <= DeviceClock.nowMicros()) {
            send();
            frame++;
        }
    }

    private void send() {
        if (mood == Mood.NOT_RECORDING) {
            holeFromFrame = holeFromFrame < 0 ? frame : holeFromFrame;
            client.send(BedContent.nothing(BED)).onFailure(HandheldMonitor::complain);
            return;
        }
        List<Gap> gaps = new ArrayList<>();
        if (holeFromFrame >= 0) {
            gaps.add(
                    new Gap(
                            ECG_II,
                            new DeviceTime(frameAt(holeFromFrame)),
                            new DeviceTime(frameAt(frame)),
                            GapReason.NOT_RECORDED));
            holeFromFrame = -1;
        }
        boolean numbers = frame % FRAMES_PER_SECOND == 0 && mood != Mood.WAVES_ONLY;
        client.send(
                        new BedContent(
                                BED,
                                null,
                                numbers ? numbers() : List.of(),
                                List.of(wave()),
                                List.of(),
                                gaps))
                .onFailure(HandheldMonitor::complain);
    }

    private static void complain(Throwable notSent) {
        System.out.println("  handheld " + notSent.getMessage());
    }

    private List<Measured> numbers() {
        var at = new DeviceTime(frameAt(frame));
        Reading saturation =
                mood == Mood.PROBE_OFF
                        ? new Reading.Absent(AbsentReason.SENSOR_OFF)
                        : new Reading.Value(97, 0);
        return List.of(
                new Measured(HEART_RATE, at, new Reading.Value(71, 0), "/min", SECOND_MICROS),
                new Measured(SPO2, at, saturation, "%", SECOND_MICROS));
    }

    private SampleArray wave() {
        int[] samples = new int[SAMPLES_PER_FRAME];
        for (int i = 0; i < samples.length; i++) {
            double seconds = (frame * SAMPLES_PER_FRAME + i) / RATE.toHertz();
            samples[i] = (int) Math.round(AMPLITUDE_STEPS * Math.sin(2 * Math.PI * 1.3 * seconds));
        }
        return new SampleArray(
                ECG_II,
                new DeviceTime(frameAt(frame)),
                RATE,
                STEP_MILLIVOLT,
                0,
                "mV",
                Samples.of(samples));
    }

    private long frameAt(long number) {
        return startMicros + number * FRAME_MILLIS * 1_000;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.video.bridge.FrameTime;

class RtpTimelineTest {
    private static final long START = 1_790_000_000_000_000L;
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long MINUTE = 60 * SECOND;

    /// A camera whose wall clock is 24 minutes wrong and runs 80 ppm fast, and whose RTP clock runs
    /// 50 ppm slow against that and wraps after some seconds.
    private static final class Camera {
        long clockError = -24 * MINUTE;
        final long rtpStart = 0xFFF0_0000L;

        long wall(long axis) {
            return axis + clockError + Math.round((axis - START) * 80e-6);
        }

        long ntp(long axis) {
            return NtpTime.ofMicros(wall(axis));
        }

        long rtp(long axis) {
            double ticks = (axis - START) * (1 + 80e-6) * (1 - 50e-6) * 0.09;
            return (rtpStart + Math.round(ticks)) & 0xFFFF_FFFFL;
        }
    }

    private final Camera camera = new Camera();
    private final RtpTimeline timeline = new RtpTimeline(90_000);

    private void report(long axis, long way) {
        timeline.onSenderReport(camera.ntp(axis), camera.rtp(axis), new ArrivalTime(axis + way));
    }

    private FrameTime at(long axis) {
        return timeline.frameTime(camera.rtp(axis)).orElseThrow();
    }

    @Test
    void nothingIsSaidBeforeTheSenderHasSaidItsTime() {
        assertThat(timeline.frameTime(1)).isEmpty();
        assertThat(timeline.methods()).isEmpty();
        timeline.onSenderReport(0, 5, new ArrivalTime(START));
        assertThat(timeline.frameTime(5)).isEmpty();
    }

    @Test
    void answeredReportsNameFramesWithinHalfARoundTrip() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (long t = START; t < START + 3 * MINUTE; t += SECOND) {
            long back = 4_000 + random.nextInt(3_000);
            long way = 4_000 + random.nextInt(3_000);
            report(t, way);
            timeline.onRoundTrip(way + back);
            if (t > START + 20 * SECOND) {
                long frame = t + random.nextInt((int) SECOND);
                FrameTime time = at(frame);
                long error = time.capturedAt().micros() - frame;
                assertThat(time.method()).isEqualTo(FrameTime.Method.SENDER_REPORT);
                assertThat(Math.abs(error))
                        .as("seed %d at %d", seed, t - START)
                        .isLessThanOrEqualTo(time.uncertaintyMicros())
                        .isLessThan(6_000);
                assertThat(time.uncertaintyMicros()).isLessThan(10_000);
            }
        }
        assertThat(timeline.clockSteps()).isZero();
    }

    @Test
    void reportsNobodyAnswersAreTrueWithinWhatIsAssumedOfTheWay() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (long t = START; t < START + 2 * MINUTE; t += SECOND) {
            report(t, 5_000 + random.nextInt(20_000));
            FrameTime time = at(t);
            assertThat(Math.abs(time.capturedAt().micros() - t))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(time.uncertaintyMicros());
        }
        assertThat(at(START + 2 * MINUTE).uncertaintyMicros()).isLessThan(100_000);
    }

    @Test
    void captureTimeComesFirstAndGoesByTheClockOfTheReports() {
        for (long t = START; t < START + 30 * SECOND; t += SECOND) {
            report(t, 2_000);
            timeline.onRoundTrip(4_000);
            // Its packet comes 80 ms after the capture: that is not the way.
            timeline.onAbsCaptureTime(camera.ntp(t), camera.rtp(t), new ArrivalTime(t + 80_000));
        }
        FrameTime time = at(START + 30 * SECOND);
        assertThat(time.method()).isEqualTo(FrameTime.Method.ABS_CAPTURE_TIME);
        assertThat(time.capturedAt().micros()).isCloseTo(START + 30 * SECOND, within(4_000L));
        assertThat(timeline.methods())
                .containsExactly(FrameTime.Method.ABS_CAPTURE_TIME, FrameTime.Method.SENDER_REPORT);
    }

    @Test
    void captureTimeAloneIsEnoughAndSaysHowUnsureItIs() {
        for (long t = START; t < START + 30 * SECOND; t += 16_667) {
            timeline.onAbsCaptureTime(camera.ntp(t), camera.rtp(t), new ArrivalTime(t + 60_000));
        }
        FrameTime time = at(START + 30 * SECOND);
        long error = Math.abs(time.capturedAt().micros() - START - 30 * SECOND);
        assertThat(error).isLessThanOrEqualTo(time.uncertaintyMicros());
        assertThat(timeline.methods()).containsExactly(FrameTime.Method.ABS_CAPTURE_TIME);
    }

    @Test
    void captureTimeOfAnotherClockIsNotMixedWithTheReports() {
        for (long t = START; t < START + 20 * SECOND; t += SECOND) {
            report(t, 2_000);
            timeline.onRoundTrip(4_000);
            timeline.onAbsCaptureTime(
                    NtpTime.ofMicros(t + 5 * MINUTE), camera.rtp(t), new ArrivalTime(t + 50_000));
        }
        FrameTime time = at(START + 20 * SECOND);
        assertThat(Math.abs(time.capturedAt().micros() - START - 20 * SECOND))
                .isLessThanOrEqualTo(time.uncertaintyMicros());
    }

    @Test
    void theOffsetOfACapturerBringsItToTheSendersClock() {
        for (long t = START; t < START + 20 * SECOND; t += SECOND) {
            report(t, 2_000);
            timeline.onRoundTrip(4_000);
            timeline.onAbsCaptureTime(
                    NtpTime.ofMicros(camera.wall(t) - 7 * SECOND),
                    7L << 32,
                    camera.rtp(t),
                    new ArrivalTime(t + 50_000));
        }
        assertThat(at(START + 20 * SECOND).capturedAt().micros())
                .isCloseTo(START + 20 * SECOND, within(4_000L));
    }

    @Test
    void aClockThatIsSetIsFollowedWithTheNextReport() {
        for (long t = START; t < START + 60 * SECOND; t += SECOND) {
            camera.clockError = t < START + 30 * SECOND ? 0 : -90 * SECOND;
            report(t, 3_000);
            timeline.onRoundTrip(6_000);
            FrameTime time = at(t);
            assertThat(Math.abs(time.capturedAt().micros() - t))
                    .isLessThanOrEqualTo(time.uncertaintyMicros());
        }
        assertThat(timeline.clockSteps()).isEqualTo(1);
    }

    @Test
    void framesFarFromWhatTheSenderSaidHaveNoTime() {
        report(START, 1_000);
        assertThat(timeline.frameTime(camera.rtp(START + 20 * SECOND))).isPresent();
        assertThat(timeline.frameTime(camera.rtp(START + 40 * SECOND))).isEmpty();
        assertThat(timeline.frameTime(camera.rtp(START - 40 * SECOND))).isEmpty();
    }

    @Test
    void randomReportsThrowNothing() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            var at = new ArrivalTime(START + random.nextLong(MINUTE));
            switch (random.nextInt(4)) {
                case 0 -> timeline.onSenderReport(random.nextLong(), random.nextInt(), at);
                case 1 -> timeline.onAbsCaptureTime(random.nextLong(), random.nextInt(), at);
                case 2 -> timeline.onRoundTrip(random.nextLong(MINUTE));
                default -> timeline.frameTime(random.nextInt());
            }
        }
        assertThat(timeline.methods()).as("seed %d", seed).hasSize(2);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockModelTest {
    private static final long NOON = 1_790_000_000_000_000L;
    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3_600 * SECOND;

    private final ClockModel model = new ClockModel(ClockModel.Limits.stream());

    @Test
    void nothingIsKnownBeforeTheFirstMessage() {
        assertThat(model.stamp()).isNull();
        assertThat(model.driftPpm()).isNull();
        assertThat(model.steps()).isZero();
        model.observeRoundTrip(1_000);
        assertThat(model.stamp()).isNull();
    }

    @Test
    void theFirstMessageOfAClockThatIsAnHourSlowIsOnTheAxisWithinHalfTheAssumedWay() {
        ClockStamp stamp = observe(NOON - HOUR, NOON);
        assertThat(stamp.toAxis(new DeviceTime(NOON - HOUR)).micros())
                .isBetween(NOON - 2 * 250_000 - 1_000, NOON);
        assertThat(stamp.uncertaintyMicros()).isBetween(250_000L, 251_000L);
    }

    @Test
    void anAnsweredProbeBoundsTheOffsetFromBothSides() {
        observe(NOON, NOON + 3_000);
        model.observeRoundTrip(4_000);
        ClockStamp stamp = model.stamp();
        assertThat(stamp).isNotNull();
        // way between 0 and 4 ms, clock cut to 1 ms
        assertThat(stamp.offsetMicros()).isBetween(-2_001L, 3_000L);
        assertThat(stamp.uncertaintyMicros()).isBetween(2_500L, 2_510L);
    }

    @Test
    void aBackFilledBacklogMovesNothing() {
        ClockStamp before = null;
        for (int i = 0; i < 100; i++) {
            before = observe(NOON + i * SECOND / 10, NOON + i * SECOND / 10 + 1_000);
        }
        long now = NOON + 10 * SECOND;
        for (int i = 0; i < 1_000; i++) {
            observe(now - HOUR + i * 1_000, now + i);
        }
        assertThat(model.steps()).isZero();
        assertThat(model.stamp()).isNotNull();
        assertThat(model.stamp().offsetMicros() - before.offsetMicros()).isBetween(-100L, 100L);
    }

    @Test
    void aClockSetForwardIsSeenWithTheNextMessage() {
        steady(0, 20, 0);
        observe(NOON + 20 * SECOND + HOUR, NOON + 20 * SECOND);
        assertThat(model.steps()).isEqualTo(1);
        assertThat(model.stamp().offsetMicros()).isBetween(-HOUR - 500_000, -HOUR);
    }

    @Test
    void aClockSetBackIsSeenWithTheNextAnsweredProbe() {
        steady(0, 20, 0);
        observe(NOON + 20 * SECOND - HOUR, NOON + 20 * SECOND + 1_000);
        assertThat(model.steps()).isZero();
        model.observeRoundTrip(2_000);
        assertThat(model.steps()).isEqualTo(1);
        assertThat(model.stamp().offsetMicros()).isBetween(HOUR - 1_000, HOUR + 1_000);
    }

    @Test
    void aClockSetBackWithoutProbesIsSeenAfterTheDetectionTime() {
        steady(0, 20, 0);
        steady(20, 24, -HOUR);
        assertThat(model.steps()).isZero();
        steady(24, 28, -HOUR);
        assertThat(model.steps()).isEqualTo(1);
    }

    @Test
    void ourOwnClockSetBackStartsTheModelAgain() {
        steady(0, 20, 0);
        observe(NOON + 20 * SECOND, NOON + 10 * SECOND);
        assertThat(model.steps()).isEqualTo(1);
        assertThat(model.stamp().offsetMicros()).isBetween(-11 * SECOND, -10 * SECOND);
    }

    @Test
    void aSilenceLongerThanTheWindowIsNoStepWhenTheClockStayedRight() {
        steady(0, 20, 0);
        steady(2_000, 2_001, 0);
        assertThat(model.steps()).isZero();
        steady(9_000, 9_001, 60 * SECOND);
        assertThat(model.steps()).isEqualTo(1);
    }

    @Test
    void absurdTimesAreSurvived() {
        observe(Long.MIN_VALUE, NOON);
        observe(Long.MAX_VALUE, NOON + 1);
        observe(0, NOON + 2);
        observe(NOON, Long.MAX_VALUE);
        observe(NOON, 0);
        model.observeRoundTrip(Long.MAX_VALUE);
        model.observeRoundTrip(-1);
        assertThat(model.stamp()).isNotNull();
        assertThat(model.stamp().uncertaintyMicros()).isNotNegative();
    }

    @Test
    void wholeSecondsOfMsh7StandInTheUncertainty() {
        var hl7 = new ClockModel(ClockModel.Limits.hl7(SECOND));
        ClockStamp stamp = hl7.observe(new DeviceTime(NOON), new ArrivalTime(NOON + 600_000));
        assertThat(stamp.uncertaintyMicros()).isGreaterThanOrEqualTo(SECOND / 2 + 125_000);
        assertThat(ClockModel.Limits.hl7(0).resolutionMicros()).isEqualTo(1);
    }

    private void steady(int fromSeconds, int toSeconds, long clockOff) {
        for (long t = fromSeconds * SECOND; t < toSeconds * SECOND; t += 100_000) {
            observe(NOON + t + clockOff, NOON + t + 1_000);
        }
    }

    private ClockStamp observe(long sent, long arrived) {
        return model.observe(new DeviceTime(sent), new ArrivalTime(arrived));
    }
}

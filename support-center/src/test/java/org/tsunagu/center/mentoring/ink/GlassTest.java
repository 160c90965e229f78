// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.ink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.StrokeId;

class GlassTest {
    private static final AxisTime NOON = new AxisTime(1_790_000_000_000_000L);
    private static final StrokeId STROKE = new StrokeId("c1:1");

    private final Glass glass = new Glass();

    private static AxisTime after(long millis) {
        return NOON.plusMicros(millis * 1_000);
    }

    @Test
    void aStrokeIsLateTwoSecondsAfterItsLastPieceAndThatIsSaidOnce() {
        assertThat(glass.began(STROKE, true)).isFalse();
        assertThat(glass.late(after(60_000))).as("still being drawn").isEmpty();
        glass.done(STROKE, NOON);
        assertThat(glass.late(after(1_999))).isEmpty();
        assertThat(glass.late(after(2_000))).containsExactly(STROKE);
        assertThat(glass.late(after(2_250))).isEmpty();
        assertThat(glass.shown(STROKE)).as("better late than never").isTrue();
        assertThat(glass.shown(STROKE)).isFalse();
    }

    @Test
    void withoutAPageThereItIsLateAtOnceAndNotAgain() {
        assertThat(glass.began(STROKE, false)).isTrue();
        glass.done(STROKE, NOON);
        assertThat(glass.late(after(5_000))).isEmpty();
        assertThat(glass.shown(STROKE)).isTrue();
    }

    @Test
    void whatWasShownOrTakenAwayIsNotLate() {
        var other = new StrokeId("c1:2");
        glass.began(STROKE, true);
        glass.began(other, true);
        glass.done(STROKE, NOON);
        glass.done(other, NOON);
        glass.shown(STROKE);
        glass.forget(other);
        assertThat(glass.late(after(3_000))).isEmpty();
    }

    @Test
    void nothingIsWaitedForForEver() {
        for (int i = 0; i <= Glass.MOST_WAITED; i++) {
            glass.began(new StrokeId("c1:" + i), true);
        }
        assertThat(glass.shown(new StrokeId("c1:0"))).as("the oldest is forgotten").isFalse();
        glass.done(STROKE, NOON);
        glass.late(after(61_000));
        assertThat(glass.shown(STROKE)).isFalse();
    }
}

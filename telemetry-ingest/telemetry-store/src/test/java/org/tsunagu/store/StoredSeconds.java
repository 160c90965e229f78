// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsunagu.store.Frames.HEART_RATE;
import static org.tsunagu.store.Frames.PRESSURE;

import java.time.Duration;
import org.tsunagu.store.history.History.Scope;
import org.tsunagu.store.history.NumericPage;
import org.tsunagu.store.history.WaveformPage;
import org.tsunagu.store.intake.Limits;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Samples;

/// What the history answers for the seconds of [Frames], and how soon.
final class StoredSeconds {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Stored at once.
    static final Limits QUICK =
            new Limits(
                    64L << 20,
                    1L << 20,
                    8L << 20,
                    Duration.ofMillis(300),
                    Duration.ofMillis(100),
                    Duration.ofMillis(100));

    private StoredSeconds() {}

    static Samples samples(long from, long to) {
        int[] values = new int[(int) (to - from)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Frames.sample(from + i);
        }
        return Samples.of(values);
    }

    static WaveformPage pressure(TelemetryStore store, Frames frames, long from, long to) {
        return store.history()
                .waveforms(
                        new Scope.OfBed(frames.bed()),
                        PRESSURE,
                        frames.at(from),
                        frames.at(to),
                        1_000_000);
    }

    static NumericPage heartRate(TelemetryStore store, Frames frames, long from, long to) {
        return store.history()
                .numerics(
                        new Scope.OfBed(frames.bed()),
                        HEART_RATE,
                        frames.at(from),
                        frames.at(to),
                        100_000);
    }

    static void assertComplete(TelemetryStore store, Frames frames, long from, long to) {
        WaveformPage page = pressure(store, frames, from, to);
        assertThat(page.gaps()).isEmpty();
        assertThat(page.segments()).hasSize(1);
        WaveformPage.Segment segment = page.segments().getFirst();
        assertThat(segment.firstSampleAt()).isEqualTo(frames.at(from));
        assertThat(segment.samples()).isEqualTo(samples(from * 125, to * 125));
        NumericPage numerics = heartRate(store, frames, from, to);
        assertThat(numerics.points()).hasSize((int) (to - from));
        for (int i = 0; i < numerics.points().size(); i++) {
            NumericPage.Point point = numerics.points().get(i);
            assertThat(point.at()).isEqualTo(frames.at(from + i));
            assertThat(point.reading()).isEqualTo(new Reading.Value(Frames.rate(from + i), 0));
        }
    }
}

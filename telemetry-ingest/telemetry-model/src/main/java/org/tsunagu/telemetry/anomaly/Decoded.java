// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.anomaly;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a decoder makes of input: the value, null when nothing of it can be kept, and everything
/// odd about it. Decoders never throw.
public record Decoded<T>(@Nullable T value, List<Anomaly> anomalies) {
    public Decoded {
        anomalies = List.copyOf(anomalies);
    }

    public static <T> Decoded<T> clean(T value) {
        return new Decoded<>(value, List.of());
    }

    public static <T> Decoded<T> nothing(String kind, String example) {
        return new Decoded<>(null, List.of(new Anomaly(kind, example)));
    }
}

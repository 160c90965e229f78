// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.ward.BedId;

/// What one frame says about one bed. All times are the device's own.
///
/// @param patient the patient id the device is told it is attached to, if any
public record BedContent(
        BedId bed,
        @Nullable String patient,
        List<Measured> numerics,
        List<SampleArray> waveforms,
        List<Alert> alerts,
        List<Gap> gaps) {
    public BedContent {
        numerics = List.copyOf(numerics);
        waveforms = List.copyOf(waveforms);
        alerts = List.copyOf(alerts);
        gaps = List.copyOf(gaps);
    }

    /// A frame that only says: still here.
    public static BedContent nothing(BedId bed) {
        return new BedContent(bed, null, List.of(), List.of(), List.of(), List.of());
    }

    public boolean isEmpty() {
        return numerics.isEmpty() && waveforms.isEmpty() && alerts.isEmpty() && gaps.isEmpty();
    }
}

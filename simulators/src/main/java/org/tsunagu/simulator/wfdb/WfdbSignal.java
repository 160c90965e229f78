// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import org.jspecify.annotations.Nullable;

/// One signal line of a header. Physical value = (sample − baseline) / gain.
///
/// @param file signal file beside the header, `~` where the signal belongs to a layout only
/// @param format how the file stores it, null in a layout
/// @param samplesPerFrame 1 to 1,000
/// @param skewFrames by how many frames the stored signal lags
/// @param byteOffset where the samples begin in the file
/// @param gain steps per physical unit, as the header writes it; never 0
/// @param baseline the sample that means physical 0
/// @param unit as the header writes it
/// @param initialValue the first sample; format 8 counts from here
/// @param checksum sum of all stored samples modulo 65,536, signed or unsigned; null when not given
/// @param description the signal's name
public record WfdbSignal(
        String file,
        @Nullable SignalFormat format,
        int samplesPerFrame,
        int skewFrames,
        long byteOffset,
        double gain,
        int baseline,
        String unit,
        int initialValue,
        @Nullable Integer checksum,
        String description) {
    /// Fills the end of a skewed signal, where nothing was stored; outside every format's range but
    /// that of format 32, where it is the sentinel anyway.
    static final int NOT_STORED = Integer.MIN_VALUE;

    /// Whether a sample stands for *not measured*.
    public boolean isMissing(int sample) {
        return sample == NOT_STORED || (format != null && sample == format.missing());
    }

    /// Physical units per step.
    public double unitsPerStep() {
        return 1 / gain;
    }

    /// Physical value of sample 0.
    public double valueOfZero() {
        return baseline == 0 ? 0 : -baseline / gain;
    }
}

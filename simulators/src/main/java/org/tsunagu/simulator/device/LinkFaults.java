// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

/// What goes wrong between device and gateway, on purpose.
///
/// @param jitterMicros each frame is held back by 0 to this long after its sending time was set;
///     order is kept
/// @param loss this fraction of frames is never sent: their sequence numbers are left out
/// @param seed of the draws
public record LinkFaults(long jitterMicros, double loss, long seed) {
    private static final long LARGEST_JITTER_MICROS = 60_000_000;

    /// A good line.
    public static final LinkFaults NONE = new LinkFaults(0, 0, 0);

    public LinkFaults {
        if (jitterMicros < 0 || jitterMicros > LARGEST_JITTER_MICROS) {
            throw new IllegalArgumentException(
                    "jitter of " + jitterMicros + " µs, allowed 0..60 s");
        }
        if (!(loss >= 0 && loss < 1)) {
            throw new IllegalArgumentException("loss of " + loss + ", allowed 0 to below 1");
        }
    }
}

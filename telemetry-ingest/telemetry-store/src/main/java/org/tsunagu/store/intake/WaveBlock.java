// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import org.tsunagu.telemetry.signal.Samples;

/// A gap-free run of samples.
public record WaveBlock(WaveHead head, Samples samples) {
    public WaveBlock {
        if (head.count() != samples.length()) {
            throw new IllegalArgumentException(
                    head.count() + " samples announced, " + samples.length() + " there");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.door;

import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.ward.BedId;

/// What one device token allows. Asked for each connection and each new bed.
public interface SourceGrant {
    /// Whether the bearer may speak as this source.
    boolean maySpeakAs(SourceId source);

    /// Whether the bearer may send for this bed.
    boolean maySendFor(BedId bed);

    /// A token without limits, for one simulated hospital on one machine.
    static SourceGrant unlimited() {
        return new SourceGrant() {
            @Override
            public boolean maySpeakAs(SourceId source) {
                return true;
            }

            @Override
            public boolean maySendFor(BedId bed) {
                return true;
            }
        };
    }
}

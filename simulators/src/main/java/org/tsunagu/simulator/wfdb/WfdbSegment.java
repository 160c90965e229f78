// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

/// One segment line of a multi-segment header.
///
/// @param record the record that holds it, `~` for a stretch without any
/// @param frames its length; 0 for a layout segment
public record WfdbSegment(String record, long frames) {
    static final String NOTHING = "~";

    /// Whether nothing was recorded here.
    public boolean isGap() {
        return NOTHING.equals(record);
    }
}

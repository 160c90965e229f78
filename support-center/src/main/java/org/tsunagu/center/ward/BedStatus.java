// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import java.util.Locale;

/// What is known about who lies in a bed.
public enum BedStatus {
    /// An encounter is there.
    OCCUPIED,
    /// Admissions are known here, and nobody is there now.
    EMPTY,
    /// Data comes, and no admission ever said whose.
    UNKNOWN,
    /// A device says it is attached to somebody else than who lies there.
    CONFLICT,
    /// Neither an admission nor data within [WardState#QUIET_MICROS].
    NO_DATA;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

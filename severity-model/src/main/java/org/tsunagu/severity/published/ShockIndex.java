// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import java.util.OptionalDouble;

/// Heart rate by systolic pressure. Allgöwer M, Burri C. Schockindex. Dtsch Med Wochenschr
/// 1967;92:1947-1950: about 0.5 in health, 1 in threatening, 1.5 in manifest shock. Later work
/// draws the line elsewhere (0.5 to 0.7 in health and above 0.9 in danger, Rady et al., Ann Emerg
/// Med 1994;24:685-690), so that the number is shown and nothing is due by it.
public final class ShockIndex {
    /// Threatening shock.
    public static final double THREATENING = 1.0;

    private ShockIndex() {}

    /// Absent unless both are known and the pressure is above 0.
    public static OptionalDouble of(Findings findings) {
        double pulse = findings.of(Item.PULSE).map(Measured::value).orElse(-1.0);
        double systolic = findings.of(Item.SYSTOLIC).map(Measured::value).orElse(-1.0);
        return pulse >= 0 && systolic > 0
                ? OptionalDouble.of(pulse / systolic)
                : OptionalDouble.empty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import org.jspecify.annotations.Nullable;
import org.tsunagu.center.mentoring.ink.Author;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.Stroke;

/// The frame everybody in a room looks at.
///
/// @param still its picture as whoever froze it has it, null until it is brought
record Freeze(
        String source,
        Stroke.@Nullable Frame frame,
        Author by,
        AxisTime at,
        @Nullable Still still) {
    Freeze with(Still picture) {
        return new Freeze(source, frame, by, at, picture);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import org.jspecify.annotations.Nullable;

/// What the site file says about a bed.
///
/// @param unit the ward it belongs to
/// @param name what to show instead of the bed's own name
public record BedLabel(@Nullable String unit, @Nullable String name) {
    public static final BedLabel NONE = new BedLabel(null, null);
}

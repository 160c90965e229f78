// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.ward.FacilityId;

/// A hospital as people know it, from the site file.
///
/// @param name what people read instead of the id
/// @param phone whom to call when the link is dead, null when nobody said
public record Facility(FacilityId id, String name, @Nullable String phone) {}

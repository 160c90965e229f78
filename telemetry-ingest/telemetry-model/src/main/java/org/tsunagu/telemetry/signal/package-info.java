// SPDX-License-Identifier: Apache-2.0
/// What a bedside device says: numerics, sample arrays, alerts and gaps, in device time.
@NullMarked
package org.tsunagu.telemetry.signal;

import org.jspecify.annotations.NullMarked;

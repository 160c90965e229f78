// SPDX-License-Identifier: Apache-2.0
/// Who lay where and when: intervals built from bed movements in whatever order they arrive.
@NullMarked
package org.tsunagu.telemetry.occupancy;

import org.jspecify.annotations.NullMarked;

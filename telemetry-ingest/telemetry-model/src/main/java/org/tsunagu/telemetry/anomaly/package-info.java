// SPDX-License-Identifier: Apache-2.0
/// Odd input is data: what could not be used, kept once with a count, never thrown at a monitor.
@NullMarked
package org.tsunagu.telemetry.anomaly;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/// The one time axis: three kinds of time that must not be mixed, and the stamp that leads from one
/// to the other.
@NullMarked
package org.tsunagu.telemetry.axis;

import org.jspecify.annotations.NullMarked;

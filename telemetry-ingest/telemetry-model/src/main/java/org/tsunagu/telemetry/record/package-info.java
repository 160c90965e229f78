// SPDX-License-Identifier: Apache-2.0
/// The records of the journal: one bed, one device frame, all its channels; and what is known about
/// sources.
@NullMarked
package org.tsunagu.telemetry.record;

import org.jspecify.annotations.NullMarked;

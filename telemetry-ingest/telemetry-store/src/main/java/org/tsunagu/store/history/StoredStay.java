// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.PersonId;

/// One encounter on one bed from `from` until `to` (null: still there).
public record StoredStay(
        BedId bed, EncounterId encounter, PersonId person, AxisTime from, @Nullable AxisTime to) {}

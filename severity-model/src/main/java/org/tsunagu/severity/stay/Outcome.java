// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

import java.util.OptionalInt;

/// How a stay ended, with the two scores the Challenge ships; -1 in the file is absent here.
public record Outcome(StayId id, OptionalInt saps1, OptionalInt sofa, boolean diedInHospital) {}

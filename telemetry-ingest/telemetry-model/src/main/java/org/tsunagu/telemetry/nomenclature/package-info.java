// SPDX-License-Identifier: Apache-2.0
/// ISO/IEEE 11073-10101 codes and UCUM units, from a checked-in table.
@NullMarked
package org.tsunagu.telemetry.nomenclature;

import org.jspecify.annotations.NullMarked;

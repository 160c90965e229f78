// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.nomenclature;

/// One line of the nomenclature.
///
/// @param number the 32-bit MDC number (partition << 16 | term)
/// @param referenceId the name ISO/IEEE 11073-10101 gives it, for example `MDC_PULS_OXIM_SAT_O2`
/// @param label what the ward writes on a tile, for example `SpO2`
/// @param unit UCUM, used where the device names no unit
public record Term(int number, String referenceId, String label, String unit) {}

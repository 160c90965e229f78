// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.code;

import org.jspecify.annotations.Nullable;

/// A hospital's own row of the table, from its site file; it goes before the checked-in ones.
///
/// @param code as [org.tsunagu.telemetry.signal.MetricCode#id()] writes it: `99LAB:CRE`, `147842`
/// @param input name of a Variable, of an Item, or `HEIGHT`
/// @param unit what a missing unit means for this code; null: a missing unit stays unknown
public record LocalCode(String code, Input input, @Nullable String unit) {}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.time.ZoneId;
import org.tsunagu.severity.code.CodeTable;

/// What the scorer must know of its site.
///
/// @param zone whose calendar says how old somebody is
public record LiveSettings(CodeTable codes, UnitTypes units, ZoneId zone) {}

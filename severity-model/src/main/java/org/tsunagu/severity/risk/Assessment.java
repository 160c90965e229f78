// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.risk;

import java.util.List;

/// A calibrated probability of death in hospital, with how sure it is and why.
///
/// @param risk 0 to 1
/// @param low lower end of the interval, at most the risk
/// @param high upper end of the interval, at least the risk
/// @param positive the model's own fixed threshold applied
/// @param inRange whether the model was validated for this hour of a stay and for what is known
///     of it: without any laboratory value it was not
/// @param completeness share of the 37 variables that have a value, 0 to 1
/// @param reasons the strongest first
public record Assessment(
        double risk,
        double low,
        double high,
        boolean positive,
        boolean inRange,
        double completeness,
        List<Reason> reasons) {

    public Assessment {
        if (!(0 <= low && low <= risk && risk <= high && high <= 1)) {
            throw new IllegalArgumentException(low + " <= " + risk + " <= " + high);
        }
        reasons = List.copyOf(reasons);
    }
}

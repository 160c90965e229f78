// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import java.util.List;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SeverityReport;

/// The newest report of one patient that counts, and the risks before it.
///
/// @param risks of the time asked, oldest first, the newest report's too
public record StoredSeverity(SeverityReport newest, List<Risk> risks) {
    public StoredSeverity {
        risks = List.copyOf(risks);
    }

    /// One learned risk.
    ///
    /// @param model name and version of what said it
    public record Risk(AxisTime at, String model, double risk) {}
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.risk;

import org.tsunagu.severity.feature.EncounterFeatures;

/// A frozen model that can be asked at any minute. The same bits in give the same bits out. Not
/// thread-safe: it reuses its working memory.
public interface Assessor {
    /// Name and version, as they stand in the journal: `tsunagu-severity 1`.
    String model();

    /// @param minute whole minutes since admission, not before the newest value
    Assessment assess(EncounterFeatures features, int minute);
}

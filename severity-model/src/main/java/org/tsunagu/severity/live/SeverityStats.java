// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

/// What the scorer did so far, for health and metrics.
///
/// @param encounters with anything known
/// @param reports appended to the journal
/// @param superseding of them, those that take the place of an earlier one
/// @param unsent reports that wait because the journal takes none
/// @param lag records between the scorer and the journal's end
/// @param lastStepMicros how long the last round of scoring took
/// @param memoryFailures rounds in which the memory could not be written
public record SeverityStats(
        int encounters,
        long reports,
        long superseding,
        int unsent,
        long lag,
        long lastStepMicros,
        long memoryFailures) {}

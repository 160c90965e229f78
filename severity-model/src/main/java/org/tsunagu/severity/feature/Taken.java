// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.feature;

/// What became of one observation.
public enum Taken {
    /// It changed the features.
    USED,
    /// No living patient has such a value; counted as an artefact.
    ARTEFACT,
    /// Same variable, minute and value as the one before; nothing changed.
    DUPLICATE,
    /// A monitor's value that follows the one before so closely that it says the same again;
    /// nothing changed.
    TOO_SOON,
    /// It belongs before what was already taken. Nothing changed: build the encounter anew from its
    /// whole history.
    LATE
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Subject;

/// Knows bearer tokens of another kind than the data folder's own.
public interface BearerReader {
    /// Who bears it, null for a token that is none of these.
    @Nullable Subject subjectOf(String bearer);
}

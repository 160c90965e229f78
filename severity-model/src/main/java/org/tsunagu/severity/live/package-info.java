// SPDX-License-Identifier: Apache-2.0
/// Scores of every encounter as its values arrive: a pure ward that decides, and a thin path that
/// reads and writes the journal.
@NullMarked
package org.tsunagu.severity.live;

import org.jspecify.annotations.NullMarked;

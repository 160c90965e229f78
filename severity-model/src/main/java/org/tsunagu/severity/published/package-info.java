// SPDX-License-Identifier: Apache-2.0
/// Published severity scores: one class, one threshold table, one citation each; a missing item is
/// missing, never normal.
@NullMarked
package org.tsunagu.severity.published;

import org.jspecify.annotations.NullMarked;

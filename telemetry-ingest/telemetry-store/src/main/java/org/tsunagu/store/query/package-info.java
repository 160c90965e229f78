// SPDX-License-Identifier: Apache-2.0
/// Answers of [org.tsunagu.store.history.History] from database and memory, as one view.
@NullMarked
package org.tsunagu.store.query;

import org.jspecify.annotations.NullMarked;

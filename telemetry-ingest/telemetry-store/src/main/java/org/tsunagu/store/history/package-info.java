// SPDX-License-Identifier: Apache-2.0
/// Questions about the past, and their answers in axis time.
@NullMarked
package org.tsunagu.store.history;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/// The tables: their schema, what a flush writes into them, and what the store loads at its start.
@NullMarked
package org.tsunagu.store.database;

import org.jspecify.annotations.NullMarked;

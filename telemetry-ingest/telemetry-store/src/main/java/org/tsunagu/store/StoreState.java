// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

/// How the store does, for the board: live values never wait for it.
public sealed interface StoreState {
    /// Up to date.
    record Ok() implements StoreState {}

    /// The database works, but history is this much behind what has arrived.
    record Behind(long behindMillis) implements StoreState {}

    /// The database is away; history cannot be asked, nothing is lost.
    ///
    /// @param behindMillis for how long
    /// @param reason for an operator
    record Away(long behindMillis, String reason) implements StoreState {}
}

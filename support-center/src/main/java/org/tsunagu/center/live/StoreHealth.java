// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

/// How the store does, as the heartbeat says it.
public sealed interface StoreHealth {
    /// It keeps up.
    record Ok() implements StoreHealth {}

    /// It lags.
    ///
    /// @param millis age of the oldest record not yet stored
    record Behind(long millis) implements StoreHealth {}

    /// The database is away; live goes on.
    record Away() implements StoreHealth {}
}

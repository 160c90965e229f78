// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import org.tsunagu.store.database.RetentionPolicy;
import org.tsunagu.store.intake.Limits;

/// Where the store keeps its data, and its bounds.
///
/// @param jdbcUrl PostgreSQL 15 or newer
/// @param readers connections for questions
public record StoreConfig(
        String jdbcUrl,
        String user,
        String password,
        int readers,
        Limits limits,
        RetentionPolicy retention) {
    private static final int READERS = 8;

    public StoreConfig {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "the store needs a jdbc:postgresql: address, not " + jdbcUrl);
        }
    }

    /// Standard bounds for the embedded database.
    public static StoreConfig embedded(String jdbcUrl, String user, String password) {
        return new StoreConfig(
                jdbcUrl, user, password, READERS, Limits.standard(), RetentionPolicy.embedded());
    }

    /// Standard bounds for a server of somebody else; user and password may stand in the address.
    public static StoreConfig external(String jdbcUrl, String user, String password) {
        return new StoreConfig(
                jdbcUrl, user, password, READERS, Limits.standard(), RetentionPolicy.external());
    }

    /// Without the password and without the address, which may carry one.
    @Override
    public String toString() {
        return "StoreConfig[" + retention.describe() + "]";
    }
}

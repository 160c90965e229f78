// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.embedded;

import org.jspecify.annotations.Nullable;

/// The embedded database cannot be used. Its message says what the operator can do; an external
/// server by `--jdbc` always is a way out.
public final class EmbeddedDatabaseException extends RuntimeException {
    public EmbeddedDatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

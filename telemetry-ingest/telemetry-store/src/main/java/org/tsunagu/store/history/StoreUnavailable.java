// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import org.jspecify.annotations.Nullable;

/// The database is away. The operator looks at the database; the clinician sees that history is not
/// available while live values go on.
public final class StoreUnavailable extends RuntimeException {
    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

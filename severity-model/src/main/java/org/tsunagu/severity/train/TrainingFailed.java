// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import org.jspecify.annotations.Nullable;

/// Training could not go on; the message says what the operator can do.
public final class TrainingFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TrainingFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

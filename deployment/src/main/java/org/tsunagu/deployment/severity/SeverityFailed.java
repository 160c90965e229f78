// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import org.jspecify.annotations.Nullable;

/// A severity command could not go on; the message is for the person who typed it.
public final class SeverityFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    SeverityFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

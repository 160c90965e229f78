// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

/// A command could not do its work; the message says what happened and what to do.
final class CommandFailed extends RuntimeException {
    CommandFailed(String message) {
        super(message);
    }

    CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}

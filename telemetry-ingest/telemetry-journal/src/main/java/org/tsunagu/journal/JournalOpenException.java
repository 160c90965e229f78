// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal;

/// The journal could not be opened. The message says what the operator should do.
public final class JournalOpenException extends RuntimeException {
    public JournalOpenException(String message, Throwable cause) {
        super(message, cause);
    }

    public JournalOpenException(String message) {
        super(message);
    }
}

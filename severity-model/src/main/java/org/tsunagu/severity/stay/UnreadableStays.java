// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

/// A folder, archive or outcomes file that cannot be read at all; the message says which and why.
public final class UnreadableStays extends RuntimeException {

    public UnreadableStays(String message) {
        super(message);
    }

    public UnreadableStays(String message, Throwable cause) {
        super(message, cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.block;

/// Bytes that are no block, or no longer the block that was written.
public final class CorruptBlockException extends Exception {
    public CorruptBlockException(String message) {
        super(message);
    }
}

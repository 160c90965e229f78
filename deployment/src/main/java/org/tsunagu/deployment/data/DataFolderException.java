// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.data;

/// The data folder cannot be used. The message tells the operator what to do.
public final class DataFolderException extends RuntimeException {
    public DataFolderException(String message) {
        super(message);
    }

    public DataFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}

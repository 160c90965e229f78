// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

/// A record that cannot be read: absent, broken, or of a kind that is not served. The message says
/// which file and what is wrong with it.
public final class WfdbException extends Exception {
    private static final long serialVersionUID = 1L;

    public WfdbException(String message) {
        super(message);
    }

    public WfdbException(String message, Throwable cause) {
        super(message, cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

/// A replay that cannot begin or go on. The message is one plain sentence for the person at the
/// command line.
public final class ReplayException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean wrongUsage;

    private ReplayException(String message, boolean wrongUsage, Throwable cause) {
        super(message, cause);
        this.wrongUsage = wrongUsage;
    }

    public static ReplayException failed(String message, Throwable cause) {
        return new ReplayException(message, false, cause);
    }

    public static ReplayException usage(String message) {
        return new ReplayException(message, true, new IllegalArgumentException(message));
    }

    /// 1 failed, 2 wrong usage.
    public int exitCode() {
        return wrongUsage ? 2 : 1;
    }
}

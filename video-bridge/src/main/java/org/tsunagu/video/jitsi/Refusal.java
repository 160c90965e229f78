// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

/// A bridge answered that it will not.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /// @param reason in the bridge's words
    Refusal(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    /// Whether the bridge knows nothing of what it was asked about: it was restarted, or expired
    /// it.
    boolean isOfNothing() {
        return status == 404
                || reason().contains("onference not found")
                || reason().contains("Unknown endpoint");
    }

    /// Whether asking for something else could help.
    boolean isOfRequest() {
        return status >= 400 && status < 500;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

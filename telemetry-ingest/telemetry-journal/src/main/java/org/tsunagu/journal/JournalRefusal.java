// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal;

/// A record was not kept and must not be acknowledged. Says what the operator should do; the
/// clinician sees that input is refused and values go stale.
public final class JournalRefusal extends RuntimeException {
    private final JournalState.Cause cause;

    public JournalRefusal(JournalState.Cause cause, String message) {
        super(message);
        this.cause = cause;
    }

    public JournalState.Cause refusal() {
        return cause;
    }
}

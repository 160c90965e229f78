// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.mllp;

/// A message that was given up: nobody there, or no answer, as often as it was tried.
public final class MllpException extends Exception {
    private static final long serialVersionUID = 1L;

    public MllpException(String message) {
        super(message);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

/// Why a bridge did not do what it was asked. The message says it to a person and what to do.
public abstract sealed class BridgeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BridgeException(String message) {
        super(message, null, false, false);
    }

    /// The session description cannot be read, or offers nothing the bridge can take.
    public static final class Unacceptable extends BridgeException {
        private static final long serialVersionUID = 1L;

        public Unacceptable(String message) {
            super(message);
        }
    }

    /// Nobody publishes what a viewer wants to see.
    public static final class NobodyPublishes extends BridgeException {
        private static final long serialVersionUID = 1L;

        public NobodyPublishes(SourceId source) {
            super("nobody sends " + source.name() + " now; ask again once somebody does");
        }
    }

    /// There is no such endpoint, or no longer.
    public static final class NoSuchEndpoint extends BridgeException {
        private static final long serialVersionUID = 1L;

        public NoSuchEndpoint(EndpointId endpoint) {
            super("there is no media session " + endpoint + "; open a new one");
        }
    }

    /// A bound is reached.
    public static final class Full extends BridgeException {
        private static final long serialVersionUID = 1L;

        public Full(String message) {
            super(message);
        }
    }

    /// The bridge cannot be reached or is being stopped.
    public static final class Away extends BridgeException {
        private static final long serialVersionUID = 1L;

        public Away(String message) {
            super(message);
        }
    }
}

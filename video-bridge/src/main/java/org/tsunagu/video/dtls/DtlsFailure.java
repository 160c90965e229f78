// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

/// Why there are no media keys.
public abstract sealed class DtlsFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DtlsFailure(String message) {
        super(message, null, false, false);
    }

    /// The peer has another certificate than its session description names, or none: it may be
    /// somebody else.
    public static final class WrongCertificate extends DtlsFailure {
        private static final long serialVersionUID = 1L;

        WrongCertificate() {
            super("the peer's certificate is not the one its session description names");
        }
    }

    /// The peer did not finish in time; most often nothing comes through at all.
    public static final class TimedOut extends DtlsFailure {
        private static final long serialVersionUID = 1L;

        TimedOut() {
            super("no secured connection within the time there is for it");
        }
    }

    /// One side could not agree to what the other wanted.
    public static final class Refused extends DtlsFailure {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /// It was closed before it was finished.
    public static final class Ended extends DtlsFailure {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("closed before a secured connection was made");
        }
    }
}

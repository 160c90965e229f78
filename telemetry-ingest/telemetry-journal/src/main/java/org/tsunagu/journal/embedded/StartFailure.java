// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.embedded;

import java.net.BindException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tsunagu.journal.JournalOpenException;

/// Turns what Kafka throws at start into a sentence that says what to do.
final class StartFailure {
    private StartFailure() {}

    static boolean isPortTaken(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof BindException || says(t, "Address already in use")) {
                return true;
            }
        }
        return false;
    }

    static JournalOpenException explain(Throwable thrown, Path directory, int port) {
        if (thrown instanceof JournalOpenException known) {
            return known;
        }
        if (isPortTaken(thrown)) {
            return new JournalOpenException(
                    "The journal's port " + port + " is taken by another program", thrown);
        }
        for (@Nullable Throwable t = thrown; t != null; t = t.getCause()) {
            if (says(t, "Failed to acquire lock")) {
                return new JournalOpenException(
                        "The journal in "
                                + directory
                                + " is in use by another running platform; stop that one or choose"
                                + " another data directory",
                        thrown);
            }
        }
        return new JournalOpenException(
                "The journal in " + directory + " did not start: " + thrown, thrown);
    }

    private static boolean says(Throwable thrown, String words) {
        return String.valueOf(thrown.getMessage()).contains(words);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What a replay did.
///
/// @param samplesSent waveform samples handed to the network, each counted once
/// @param samplesAcknowledged of those, in the platform's journal
/// @param valuesSent numeric values handed to the network, each counted once
/// @param valuesAcknowledged of those, in the platform's journal
/// @param framesSent frames or messages
/// @param framesAcknowledged of those, in the platform's journal
/// @param framesRefused of those, not usable for the platform
/// @param framesLost left out on purpose
/// @param from axis time of the first sample
/// @param to axis time at which the sample after the last one would be due
/// @param trouble why something was not acknowledged, empty when all was
public record ReplaySummary(
        long samplesSent,
        long samplesAcknowledged,
        long valuesSent,
        long valuesAcknowledged,
        long framesSent,
        long framesAcknowledged,
        long framesRefused,
        long framesLost,
        Instant from,
        Instant to,
        String trouble) {
    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /// Whether everything sent is in the platform's journal.
    public boolean complete() {
        return framesSent == framesAcknowledged && trouble.isEmpty();
    }

    /// For the person at the command line, several lines.
    public String text() {
        return String.format(
                        Locale.ROOT,
                        "samples sent %,d, acknowledged %,d%n"
                                + "values  sent %,d, acknowledged %,d%n"
                                + "frames  sent %,d, acknowledged %,d, refused %,d, lost %,d%n"
                                + "axis    %s to %s",
                        samplesSent,
                        samplesAcknowledged,
                        valuesSent,
                        valuesAcknowledged,
                        framesSent,
                        framesAcknowledged,
                        framesRefused,
                        framesLost,
                        RFC_3339.format(from),
                        RFC_3339.format(to))
                + (trouble.isEmpty() ? "" : System.lineSeparator() + "trouble " + trouble);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import org.tsunagu.telemetry.name.Printable;

/// Names one result for whoever must point at it: of an entry its own number, else source, message
/// and place within the message.
///
/// @param value 1 to 500 printable characters
public record ResultId(String value) {
    private static final int LONGEST = 500;

    public ResultId {
        Printable.require("ResultId", value, LONGEST);
    }

    /// @param place of the result within its report, from 0
    public static ResultId of(ResultReport report, int place) {
        String event =
                switch (report.id()) {
                    case EventId.Sequenced(SourceId source, long epoch, long sequence) ->
                            source.value() + ":" + epoch + ":" + sequence;
                    case EventId.Message(SourceId source, String control, String _, String hash) ->
                            report.kind() == SourceKind.ENTRY
                                    ? control
                                    : source.value() + ":" + printable(control) + ":" + hash;
                };
        return new ResultId(place == 0 ? event : event + ":" + place);
    }

    /// Source and hash tell messages apart; what an odd sender put into its number need not be
    // kept.
    private static String printable(String control) {
        return Printable.is(control, 200) ? control : "-";
    }

    @Override
    public String toString() {
        return value;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.tsunagu.telemetry.record.StrokeId;

/// One connection of a page to its room; unique over time, because strokes are named by it.
record ConnectionId(String value) {
    private static final int BYTES = 8;
    private static final int MOST_DIGITS = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    static ConnectionId next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new ConnectionId(HexFormat.of().formatHex(bytes));
    }

    /// The number of a stroke this connection may name, -1 for any other id.
    long numberOf(StrokeId stroke) {
        String id = stroke.value();
        int digits = id.length() - value.length() - 1;
        if (!id.startsWith(value + ":") || digits < 1 || digits > MOST_DIGITS) {
            return -1;
        }
        String number = id.substring(value.length() + 1);
        return number.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(number) : -1;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

/// Sequence numbers of 16 bits that wrap (RFC 1982).
public final class Serial {
    private Serial() {}

    /// How far `later` is after `earlier`: -32,768 to 32,767.
    public static int distance(int earlier, int later) {
        return (short) (later - earlier);
    }

    /// The next one.
    public static int next(int sequence) {
        return (sequence + 1) & 0xFFFF;
    }
}

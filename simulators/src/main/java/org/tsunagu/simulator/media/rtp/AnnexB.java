// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

/// Finds units between start codes (ITU-T H.264, Annex B).
public final class AnnexB {
    private AnnexB() {}

    /// Where the next start code begins, the length of the stream where there is none.
    public static int startCodeAt(byte[] stream, int from) {
        for (int at = from; at + 2 < stream.length; at++) {
            if (stream[at] == 0 && stream[at + 1] == 0 && stream[at + 2] == 1) {
                return at;
            }
        }
        return stream.length;
    }

    /// Where the first unit at or behind a place begins: after its start code.
    public static int unitAt(byte[] stream, int from) {
        return Math.min(stream.length, startCodeAt(stream, from) + 3);
    }

    /// The end of a unit without the zero bytes that belong to the start code behind it.
    public static int trimmed(byte[] stream, int from, int end) {
        int to = end;
        while (to > from + 1 && stream[to - 1] == 0) {
            to--;
        }
        return to;
    }
}

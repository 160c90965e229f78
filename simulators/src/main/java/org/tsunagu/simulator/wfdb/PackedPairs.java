// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.io.IOException;

/// Format 212: two 12-bit samples in three bytes. The first is the low byte and the low half of the
/// middle one; the second the high half of the middle one (its top) and the last byte.
final class PackedPairs implements SampleDecoder {
    private final StoredBytes bytes;
    private boolean secondNext;
    private long middle;

    PackedPairs(StoredBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public long next() throws IOException {
        if (secondNext) {
            secondNext = false;
            long low = bytes.unsigned(1);
            return low == END ? END : StoredBytes.signExtended((middle & 0xf0) << 4 | low, 12);
        }
        long pair = bytes.unsigned(2);
        if (pair == END) {
            return END;
        }
        middle = pair >> 8;
        secondNext = true;
        return StoredBytes.signExtended(pair & 0xfff, 12);
    }
}

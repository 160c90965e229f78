// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.io.IOException;
import java.io.InputStream;

/// Takes one stored sample after the other from a stream (signal(5)).
@FunctionalInterface
interface SampleDecoder {
    /// No further sample; outside the range of every format.
    long END = Long.MIN_VALUE;

    /// The next sample, or [#END].
    long next() throws IOException;

    static SampleDecoder of(SignalFormat format, InputStream in) {
        var bytes = new StoredBytes(in);
        return switch (format) {
            case FORMAT_8 -> () -> bytes.signed(1);
            case FORMAT_16 -> () -> bytes.signed(2);
            case FORMAT_24 -> () -> bytes.signed(3);
            case FORMAT_32 -> () -> bytes.signed(4);
            case FORMAT_61 -> bytes::bigEndian16;
            case FORMAT_80 -> () -> bytes.offsetBinary(1);
            case FORMAT_160 -> () -> bytes.offsetBinary(2);
            case FORMAT_212 -> new PackedPairs(bytes);
            case FORMAT_310, FORMAT_311 ->
                    new PackedTriples(bytes, format == SignalFormat.FORMAT_310);
            case FORMAT_508, FORMAT_516, FORMAT_524 ->
                    throw new IllegalArgumentException(format + " is FLAC");
        };
    }
}

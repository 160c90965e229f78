// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The metadata in front of the audio frames of a FLAC file (RFC 9639 section 8). The decoder
/// believes every count in it and allocates accordingly, so it is given the stream description
/// alone; pictures, comments and tables are left out.
final class FlacPreamble {
    private static final byte[] MAGIC = "fLaC".getBytes(StandardCharsets.US_ASCII);
    private static final int STREAM_INFO = 0;
    private static final int STREAM_INFO_BYTES = 34;
    private static final int LAST = 0x80;
    private static final int BLOCK_HEADER_BYTES = 4;

    private FlacPreamble() {}

    /// The same stream with the stream description as its only metadata.
    ///
    /// @throws IOException when this is no FLAC stream
    static InputStream reduced(InputStream flac) throws IOException {
        if (!Arrays.equals(flac.readNBytes(MAGIC.length), MAGIC)) {
            throw new IOException("it does not begin with fLaC");
        }
        byte[] header = flac.readNBytes(BLOCK_HEADER_BYTES);
        byte[] description = flac.readNBytes(STREAM_INFO_BYTES);
        if (description.length < STREAM_INFO_BYTES
                || type(header) != STREAM_INFO
                || length(header) != STREAM_INFO_BYTES) {
            throw new IOException("its stream description is damaged");
        }
        boolean last = (header[0] & LAST) != 0;
        while (!last) {
            byte[] next = flac.readNBytes(BLOCK_HEADER_BYTES);
            if (next.length < BLOCK_HEADER_BYTES) {
                throw new IOException("it ends in its metadata");
            }
            flac.skipNBytes(length(next));
            last = (next[0] & LAST) != 0;
        }
        byte[] kept = Arrays.copyOf(MAGIC, MAGIC.length + BLOCK_HEADER_BYTES + STREAM_INFO_BYTES);
        kept[MAGIC.length] = (byte) (LAST | STREAM_INFO);
        kept[MAGIC.length + BLOCK_HEADER_BYTES - 1] = STREAM_INFO_BYTES;
        System.arraycopy(
                description, 0, kept, MAGIC.length + BLOCK_HEADER_BYTES, STREAM_INFO_BYTES);
        return new SequenceInputStream(new ByteArrayInputStream(kept), flac);
    }

    private static int type(byte[] header) {
        return header[0] & ~LAST & 0xff;
    }

    private static int length(byte[] header) {
        return ((header[1] & 0xff) << 16) | ((header[2] & 0xff) << 8) | (header[3] & 0xff);
    }
}

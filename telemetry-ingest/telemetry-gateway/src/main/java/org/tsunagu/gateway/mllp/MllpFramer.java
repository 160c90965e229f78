// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.mllp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a byte stream into MLLP messages: 0x0B, content, 0x1C 0x0D. A 0x1C alone is content. Bytes
/// outside of messages are skipped and counted. Each byte is looked at once; memory is bounded by
/// the largest message and what was fed last.
final class MllpFramer {
    /// Stray bytes without any message after which the peer is taken for something else.
    static final int MOST_STRAY_BYTES = 64 * 1024;

    private static final byte START = 0x0B;
    private static final byte END = 0x1C;
    private static final byte CARRIAGE_RETURN = 0x0D;
    private static final int FIRST_CAPACITY = 4 * 1024;
    private static final int HEAD_BYTES = 2 * 1024;

    private final int largest;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int from;
    private int to;
    private int scanned;
    private boolean inside;
    private long strayBytes;
    private int strayInARow;

    /// @param largest bytes of a message
    MllpFramer(int largest) {
        this.largest = largest;
    }

    /// What was found in the stream.
    sealed interface Piece {
        /// A whole message without its frame.
        final class Message implements Piece {
            private final byte[] content;

            private Message(byte[] content) {
                this.content = content;
            }

            byte[] content() {
                return content;
            }
        }

        /// A message was cut off by the beginning of another one.
        record Half(int length) implements Piece {}

        /// A message is larger than allowed; the stream is of no use any more.
        final class Oversized implements Piece {
            private final byte[] head;

            private Oversized(byte[] head) {
                this.head = head;
            }

            /// Its first bytes, enough for an MSH.
            byte[] head() {
                return head;
            }
        }

        /// The peer does not speak MLLP; the stream is of no use.
        record Foreign() implements Piece {}
    }

    void feed(byte[] more) {
        if (bytes.length - to < more.length) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            scanned -= from;
            from = 0;
            if (bytes.length - to < more.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, to + more.length));
            }
        }
        System.arraycopy(more, 0, bytes, to, more.length);
        to += more.length;
    }

    /// The next piece, or null when more bytes are needed.
    @Nullable Piece next() {
        if (!inside && !findStart()) {
            return strayInARow > MOST_STRAY_BYTES ? new Piece.Foreign() : null;
        }
        while (scanned < to) {
            byte b = bytes[scanned];
            if (b == END) {
                if (scanned + 1 == to) {
                    break;
                }
                if (bytes[scanned + 1] == CARRIAGE_RETURN) {
                    return message();
                }
            } else if (b == START) {
                if (scanned + 3 >= to) {
                    break;
                }
                if (isHeader(scanned + 1)) {
                    int length = scanned - from;
                    from = ++scanned;
                    return new Piece.Half(length);
                }
            }
            scanned++;
        }
        return scanned - from > largest ? oversized() : null;
    }

    /// Bytes seen outside of messages that are not white space or NUL, since the last call.
    long takeStrayBytes() {
        long stray = strayBytes;
        strayBytes = 0;
        return stray;
    }

    /// Bytes of a message that has begun and not ended.
    int unfinished() {
        return inside ? to - from : 0;
    }

    private Piece oversized() {
        byte[] head = Arrays.copyOfRange(bytes, from, Math.min(scanned, from + HEAD_BYTES));
        bytes = new byte[FIRST_CAPACITY];
        from = 0;
        to = 0;
        scanned = 0;
        inside = false;
        return new Piece.Oversized(head);
    }

    private Piece message() {
        int length = scanned - from;
        if (length > largest) {
            return oversized();
        }
        byte[] content = Arrays.copyOfRange(bytes, from, scanned);
        from = scanned + 2;
        scanned = from;
        inside = false;
        if (from == to && bytes.length > 16 * FIRST_CAPACITY) {
            // one large message must not keep its memory for as long as the connection lives
            bytes = new byte[FIRST_CAPACITY];
            from = 0;
            to = 0;
            scanned = 0;
        }
        return new Piece.Message(content);
    }

    private boolean findStart() {
        while (from < to) {
            byte b = bytes[from++];
            if (b == START) {
                inside = true;
                scanned = from;
                strayInARow = 0;
                return true;
            }
            boolean blank = b == 0 || b == ' ' || b == '\r' || b == '\n' || b == '\t';
            if (!blank) {
                strayBytes++;
            }
            strayInARow++;
        }
        from = 0;
        to = 0;
        scanned = 0;
        return false;
    }

    private boolean isHeader(int at) {
        return bytes[at] == 'M' && bytes[at + 1] == 'S' && at + 2 < to && bytes[at + 2] == 'H';
    }
}

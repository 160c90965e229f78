// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one CBOR item (RFC 8949) from memory, value by value in the order they stand: each is
/// taken or skipped exactly once. Knows every width of a number and every length, stated or not.
/// Whatever is wrong is an `IOException`; a length beyond the bytes costs nothing, depth is
/// bounded. One thread.
///
/// Our own, since every record is decoded by several readers and names, units and identifiers that
/// come again need not be made anew ([Canonical]).
final class CborReader {
    /// Maps and lists within one another; records have three.
    private static final int DEEPEST = 64;

    private static final int USUAL_DEPTH = 4;

    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int BYTES = 2;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;
    private static final int SIMPLE = 7;

    private static final int NO_TAG = -1;
    private static final int NOT_STATED = 31;
    private static final int BREAK = 0xFF;
    private static final int FALSE = 20;
    private static final int TRUE = 21;
    private static final int HALF = 25;
    private static final int SINGLE = 26;
    private static final int DOUBLE = 27;
    private static final long UNTIL_BREAK = -1;

    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private long[] left = new long[USUAL_DEPTH];
    private int depth;
    private int at;
    private int tag = NO_TAG;
    private int info;

    /// Takes a byte string where it lies.
    interface Bytes<T> {
        /// @param tag the tag before it, -1 when there is none
        T read(int tag, byte[] bytes, int from, int length) throws IOException;
    }

    CborReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Enters a list; then [#hasNext()] before each element.
    ///
    /// @return how many elements it says it has, -1 when it does not say
    long array() throws IOException {
        require(major() == ARRAY, "list");
        return enter();
    }

    /// Enters a map; then [#field()] before each value.
    void map() throws IOException {
        require(major() == MAP, "map");
        enter();
    }

    /// Whether another element follows; leaves the list when none does.
    boolean hasNext() throws IOException {
        long count = left[depth - 1];
        boolean more = count == UNTIL_BREAK ? !atBreak() : count > 0;
        if (!more) {
            depth--;
        } else if (count > 0) {
            left[depth - 1] = count - 1;
        }
        return more;
    }

    /// The name of the next field, or null at the map's end, which leaves it.
    @Nullable String field() throws IOException {
        if (!hasNext()) {
            return null;
        }
        int major = major();
        return switch (major) {
            case TEXT -> info == NOT_STATED ? chunkedText() : word();
            case UNSIGNED, NEGATIVE -> Long.toString(integer(major));
            default -> throw new IOException("a field's name is a text");
        };
    }

    long integer() throws IOException {
        int major = major();
        if (major != SIMPLE) {
            require(major == UNSIGNED || major == NEGATIVE, "number");
            return integer(major);
        }
        double real = real(major);
        require(real >= Long.MIN_VALUE && real < 0x1p63, "number of 64 bits");
        return (long) real;
    }

    int int32() throws IOException {
        long value = integer();
        require(value == (int) value, "number of 32 bits");
        return (int) value;
    }

    double real() throws IOException {
        return real(major());
    }

    boolean bool() throws IOException {
        require(major() == SIMPLE && (info == FALSE || info == TRUE), "true or false");
        return info == TRUE;
    }

    /// A text that comes once: what a person is called, what a message says.
    String text() throws IOException {
        require(major() == TEXT, "text");
        if (info == NOT_STATED) {
            return chunkedText();
        }
        int length = length();
        String text = Canonical.utf8(bytes, at, length);
        at += length;
        return text;
    }

    /// A text that comes again and again: a unit, a bed, a source.
    String knownText() throws IOException {
        require(major() == TEXT, "text");
        return info == NOT_STATED ? chunkedText() : word();
    }

    boolean atInteger() throws IOException {
        int before = at;
        int major = major();
        at = before;
        return major == UNSIGNED || major == NEGATIVE;
    }

    <T> T bytes(Bytes<T> reader) throws IOException {
        require(major() == BYTES, "bytes");
        int before = tag;
        if (info == NOT_STATED) {
            byte[] all = chunks(BYTES);
            return reader.read(before, all, 0, all.length);
        }
        int length = length();
        at += length;
        return reader.read(before, bytes, at - length, length);
    }

    /// Passes over the next value, whatever it is.
    void skip() throws IOException {
        int major = major();
        switch (major) {
            case UNSIGNED, NEGATIVE -> argument();
            case BYTES, TEXT -> {
                if (info == NOT_STATED) {
                    chunks(major);
                } else {
                    int length = length();
                    at += length;
                }
            }
            case ARRAY -> {
                enter();
                while (hasNext()) {
                    skip();
                }
            }
            case MAP -> {
                enter();
                while (hasNext()) {
                    skip();
                    skip();
                }
            }
            default -> argument();
        }
    }

    /// Begins a value: its tags are passed, its major type told, [#info] says how its argument
    /// stands.
    private int major() throws IOException {
        tag = NO_TAG;
        while (true) {
            int head = unsigned8();
            info = head & 0x1F;
            if (head >> 5 != TAG) {
                return head >> 5;
            }
            tag = Math.clamp(argument(), NO_TAG, Integer.MAX_VALUE);
        }
    }

    private long enter() throws IOException {
        if (depth == DEEPEST) {
            throw new IOException("deeper than " + DEEPEST);
        }
        if (depth == left.length) {
            left = Arrays.copyOf(left, 2 * depth);
        }
        long count = UNTIL_BREAK;
        if (info != NOT_STATED) {
            count = argument();
            require(count >= 0, "list or map that ends");
        }
        left[depth++] = count;
        return count;
    }

    private boolean atBreak() throws IOException {
        requireBytes(1);
        boolean ends = (bytes[at] & 0xFF) == BREAK;
        if (ends) {
            at++;
        }
        return ends;
    }

    private long integer(int major) throws IOException {
        long argument = argument();
        require(argument >= 0, "number of 64 bits");
        return major == UNSIGNED ? argument : -1 - argument;
    }

    private double real(int major) throws IOException {
        if (major != SIMPLE) {
            require(major == UNSIGNED || major == NEGATIVE, "number");
            return integer(major);
        }
        return switch (info) {
            case HALF -> Float.float16ToFloat((short) argument());
            case SINGLE -> Float.intBitsToFloat((int) argument());
            case DOUBLE -> Double.longBitsToDouble(argument());
            default -> throw new IOException("number expected");
        };
    }

    private String word() throws IOException {
        int length = length();
        String text = Canonical.word(bytes, at, length);
        at += length;
        return text;
    }

    private String chunkedText() throws IOException {
        byte[] all = chunks(TEXT);
        return Canonical.utf8(all, 0, all.length);
    }

    private byte[] chunks(int kind) throws IOException {
        var all = new ByteArrayOutputStream();
        while (!atBreak()) {
            require(major() == kind && info != NOT_STATED, "piece of a text or of bytes");
            int length = length();
            all.write(bytes, at, length);
            at += length;
        }
        return all.toByteArray();
    }

    /// A length of bytes that are there.
    private int length() throws IOException {
        long length = argument();
        if (length < 0 || length > bytes.length - at) {
            throw new IOException("cut short");
        }
        return (int) length;
    }

    /// Unsigned: below 0 means 2^63 or more.
    private long argument() throws IOException {
        return switch (info) {
            case 24 -> unsigned8();
            case 25 -> {
                requireBytes(Short.BYTES);
                at += Short.BYTES;
                yield (short) SHORTS.get(bytes, at - Short.BYTES) & 0xFFFFL;
            }
            case 26 -> {
                requireBytes(Integer.BYTES);
                at += Integer.BYTES;
                yield (int) INTS.get(bytes, at - Integer.BYTES) & 0xFFFF_FFFFL;
            }
            case 27 -> {
                requireBytes(Long.BYTES);
                at += Long.BYTES;
                yield (long) LONGS.get(bytes, at - Long.BYTES);
            }
            case 28, 29, 30, 31 -> throw new IOException("no such CBOR");
            default -> info;
        };
    }

    private int unsigned8() throws IOException {
        requireBytes(1);
        return bytes[at++] & 0xFF;
    }

    private void requireBytes(int count) throws IOException {
        if (bytes.length - at < count) {
            throw new IOException("cut short");
        }
    }

    private static void require(boolean is, String what) throws IOException {
        if (!is) {
            throw new IOException(what + " expected");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.Arrays;

/// One series of a whole stay in few bytes: a value a minute costs two as a rule. Values are kept
/// bit for bit: as the difference of decimal integers where that gives the same bits, else whole.
/// Minutes rise or stay; [#put] puts a late one in its place.
final class SeriesLog {
    private static final int MOST_DECIMALS = 5;
    private static final int RAW = 7;
    private static final int SOURCE_CHANGED = 8;
    private static final int FLAG_BITS = 4;
    private static final double LARGEST_SCALED = 1L << 50;
    private static final double[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000};

    private byte[] bytes = new byte[16];
    private int length;
    private int count;
    private int lastMinute;
    private int lastDecimals;
    private long lastScaled;
    private int lastSource = -1;

    /// Sees each value in order.
    interface Visitor {
        void value(int minute, double value, int source);
    }

    int count() {
        return count;
    }

    int bytesHeld() {
        return bytes.length;
    }

    /// @param minute not before the last one
    /// @param source 0 to 127
    void append(int minute, double value, int source) {
        if (minute < lastMinute) {
            throw new IllegalArgumentException(minute + " is before " + lastMinute);
        }
        int decimals = decimals(value);
        int flags = decimals | (source == lastSource ? 0 : SOURCE_CHANGED);
        writeVarint(((long) (minute - lastMinute) << FLAG_BITS) | flags);
        if (source != lastSource) {
            writeVarint(source);
        }
        if (decimals == RAW) {
            writeRaw(Double.doubleToRawLongBits(value));
        } else {
            long scaled = (long) Math.rint(value * POWERS[decimals]);
            writeVarint(zigzag(scaled - (decimals == lastDecimals ? lastScaled : 0)));
            lastScaled = scaled;
            lastDecimals = decimals;
        }
        lastMinute = minute;
        lastSource = source;
        count++;
    }

    /// The minute of the last value, -1 when there is none.
    int lastMinute() {
        return count == 0 ? -1 : lastMinute;
    }

    boolean has(int minute) {
        if (minute > lastMinute()) {
            return false;
        }
        boolean[] found = {false};
        forEach((m, _, _) -> found[0] |= m == minute);
        return found[0];
    }

    /// Puts the values of one minute where they belong, unless the minute has some already.
    ///
    /// @return whether they were put
    boolean put(int minute, double[] put, int source) {
        if (minute > lastMinute()) {
            for (double value : put) {
                append(minute, value, source);
            }
            return true;
        }
        if (has(minute)) {
            return false;
        }
        SeriesLog before = copy();
        clear();
        boolean[] done = {false};
        before.forEach(
                (m, v, s) -> {
                    if (m > minute && !done[0]) {
                        done[0] = true;
                        for (double value : put) {
                            append(minute, value, source);
                        }
                    }
                    append(m, v, s);
                });
        return true;
    }

    private SeriesLog copy() {
        var copy = new SeriesLog();
        copy.bytes = bytes.clone();
        copy.length = length;
        copy.count = count;
        return copy;
    }

    void forEach(Visitor visitor) {
        int minute = 0;
        int decimalsBefore = 0;
        long scaledBefore = 0;
        int source = -1;
        int at = 0;
        for (int i = 0; i < count; i++) {
            long head = readVarint(at);
            at += varintLength(head);
            minute += (int) (head >>> FLAG_BITS);
            int decimals = (int) (head & RAW);
            if ((head & SOURCE_CHANGED) != 0) {
                source = (int) readVarint(at);
                at += varintLength(source);
            }
            if (decimals == RAW) {
                visitor.value(minute, Double.longBitsToDouble(readRaw(at)), source);
                at += Long.BYTES;
            } else {
                long coded = readVarint(at);
                at += varintLength(coded);
                long scaled = unzigzag(coded) + (decimals == decimalsBefore ? scaledBefore : 0);
                visitor.value(minute, scaled / POWERS[decimals], source);
                scaledBefore = scaled;
                decimalsBefore = decimals;
            }
        }
    }

    private void clear() {
        length = 0;
        count = 0;
        lastMinute = 0;
        lastDecimals = 0;
        lastScaled = 0;
        lastSource = -1;
    }

    private static int decimals(double value) {
        for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
            double scaled = Math.rint(value * POWERS[decimals]);
            if (Math.abs(scaled) < LARGEST_SCALED
                    && Double.doubleToRawLongBits((long) scaled / POWERS[decimals])
                            == Double.doubleToRawLongBits(value)) {
                return decimals;
            }
        }
        return RAW;
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private static long unzigzag(long coded) {
        return (coded >>> 1) ^ -(coded & 1);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, length + more + (length >> 2));
        }
    }

    private void writeVarint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private long readVarint(int at) {
        long value = 0;
        int shift = 0;
        for (int i = at; ; i++) {
            value |= (bytes[i] & 0x7FL) << shift;
            if (bytes[i] >= 0) {
                return value;
            }
            shift += 7;
        }
    }

    private static int varintLength(long value) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    }

    private void writeRaw(long bits) {
        room(Long.BYTES);
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[length++] = (byte) (bits >>> (8 * i));
        }
    }

    private long readRaw(int at) {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits |= (bytes[at + i] & 0xFFL) << (8 * i);
        }
        return bits;
    }
}

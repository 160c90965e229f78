// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.ward.BedId;

/// One instance for what comes in every record: field names, units, beds, sources, codes, rates.
/// What is kept in memory for long is then kept once, and most of it is not even made. Nothing
/// about a person goes in here.
///
/// Tables of one entry per slot; a newcomer takes the place of whoever has it, so that they are
/// bounded. Any thread may read and write: entries are immutable, losing a race costs an instance.
final class Canonical {
    private static final int SLOTS = 1 << 14;
    private static final int LONGEST_WORD = 64;

    private static final @Nullable Word[] WORDS = new Word[SLOTS];
    private static final @Nullable SourceId[] SOURCES = new SourceId[SLOTS];
    private static final @Nullable BedId[] BEDS = new BedId[SLOTS];
    private static final @Nullable MetricCode[] CODES = new MetricCode[SLOTS];
    private static final @Nullable SampleRate[] RATES = new SampleRate[SLOTS];

    private Canonical() {}

    private static final class Word {
        private final byte[] utf8;
        private final String text;

        Word(byte[] utf8, String text) {
            this.utf8 = utf8;
            this.text = text;
        }
    }

    static String word(byte[] bytes, int from, int length) throws IOException {
        if (length > LONGEST_WORD) {
            return utf8(bytes, from, length);
        }
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = slot(hash);
        Word known = WORDS[slot];
        if (known == null
                || !Arrays.equals(known.utf8, 0, known.utf8.length, bytes, from, from + length)) {
            known =
                    new Word(
                            Arrays.copyOfRange(bytes, from, from + length),
                            utf8(bytes, from, length));
            WORDS[slot] = known;
        }
        return known.text;
    }

    static SourceId source(String value) {
        int slot = slot(value.hashCode());
        SourceId known = SOURCES[slot];
        if (known == null || !known.value().equals(value)) {
            known = new SourceId(value);
            SOURCES[slot] = known;
        }
        return known;
    }

    static BedId bed(String value) {
        int slot = slot(value.hashCode());
        BedId known = BEDS[slot];
        if (known == null || !known.value().equals(value)) {
            known = new BedId(value);
            BEDS[slot] = known;
        }
        return known;
    }

    static MetricCode mdc(int number) {
        int slot = slot(number);
        MetricCode known = CODES[slot];
        if (known == null || known.mdc() != number) {
            known = MetricCode.mdc(number);
            CODES[slot] = known;
        }
        return known;
    }

    static MetricCode local(String code) {
        int slot = slot(code.hashCode());
        MetricCode known = CODES[slot];
        if (known == null || !code.equals(known.local())) {
            known = new MetricCode(0, code);
            CODES[slot] = known;
        }
        return known;
    }

    static SampleRate rate(long numerator, long denominator) {
        int slot = slot(Long.hashCode(31 * numerator + denominator));
        SampleRate known = RATES[slot];
        if (known == null || known.numerator() != numerator || known.denominator() != denominator) {
            known = new SampleRate(numerator, denominator);
            RATES[slot] = known;
        }
        return known;
    }

    /// @throws IOException when the bytes are no UTF-8
    static String utf8(byte[] bytes, int from, int length) throws IOException {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            // the sign itself, or the decoder's for what it could not read: the strict one tells
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
        }
        return text;
    }

    /// Neighbouring hashes lie far apart (Knuth's multiplicative hash).
    private static int slot(int hash) {
        return (hash * 0x9E37_79B9) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
    }
}

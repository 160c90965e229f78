// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

import java.util.ArrayList;
import java.util.List;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;

/// Reads any HL7 v2.1–2.8 message by its structure alone: segments, fields, repetitions,
/// components. No message profile, no validation, no exception, linear time and memory. Line ends
/// may be CR, LF or CR LF; where segments end with CR, a LF inside a field is text.
public final class Hl7Reader {
    /// More segments than any message of one mebibyte has by right; the rest is not read.
    public static final int MOST_SEGMENTS = 50_000;

    private static final int SHORTEST_HEADER = 8;

    private Hl7Reader() {}

    /// Whether bytes have an MSH at all: only then can they be answered.
    public static boolean hasHeader(byte[] bytes) {
        return headerAt(bytes) >= 0;
    }

    /// Nothing when there is no MSH with its delimiters.
    public static Decoded<Hl7Message> read(byte[] bytes) {
        int from = headerAt(bytes);
        if (from < 0) {
            return Decoded.nothing("hl7-no-msh", bytes.length + " bytes");
        }
        CharacterSets.Text decoded = CharacterSets.decode(bytes, from);
        List<Anomaly> anomalies = new ArrayList<>(decoded.anomalies());
        String text = decoded.text();
        if (text.length() < SHORTEST_HEADER || Character.isLetterOrDigit(text.charAt(3))) {
            return Decoded.nothing("hl7-no-delimiters", bytes.length + " bytes");
        }
        char field = text.charAt(3);
        int end = text.indexOf(field, 4);
        int line = endOfLine(text, 4, true);
        if (end < 0 || end > line) {
            return Decoded.nothing("hl7-no-delimiters", bytes.length + " bytes");
        }
        Delimiters delimiters = Delimiters.of(field, text.substring(4, end));
        boolean lineFeeds = line < text.length() && text.charAt(line) == '\n';
        List<Segment> segments = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int to = endOfLine(text, at, lineFeeds);
            while (at < to && text.charAt(at) <= ' ') {
                at++;
            }
            if (at < to && segments.size() == MOST_SEGMENTS) {
                anomalies.add(new Anomaly("hl7-too-many-segments", "more than " + MOST_SEGMENTS));
                break;
            }
            if (at < to) {
                add(segments, text.substring(at, to), delimiters, decoded, anomalies);
            }
            at = to + 1;
        }
        return new Decoded<>(new Hl7Message(segments, decoded.charset()), anomalies);
    }

    private static void add(
            List<Segment> segments,
            String line,
            Delimiters delimiters,
            CharacterSets.Text decoded,
            List<Anomaly> anomalies) {
        int nameEnd = line.indexOf(delimiters.field());
        String name = nameEnd < 0 ? line.strip() : line.substring(0, nameEnd);
        if (name.length() != 3) {
            anomalies.add(new Anomaly("hl7-not-a-segment", line.length() + " characters"));
            return;
        }
        List<String> fields = new ArrayList<>();
        int from = nameEnd < 0 ? line.length() : nameEnd + 1;
        if (name.equals("MSH") && nameEnd == 3) {
            fields.add(String.valueOf(delimiters.field()));
        }
        if (nameEnd >= 0) {
            fields.addAll(Segment.parts(line.substring(from), delimiters.field()));
        }
        segments.add(new Segment(name, fields, delimiters, decoded.charset()));
    }

    private static int endOfLine(String text, int from, boolean lineFeeds) {
        int carriageReturn = text.indexOf('\r', from);
        int end = carriageReturn < 0 ? text.length() : carriageReturn;
        if (!lineFeeds) {
            return end;
        }
        int lineFeed = text.indexOf('\n', from);
        return lineFeed < 0 ? end : Math.min(end, lineFeed);
    }

    /// White space, NULs and a byte order mark before MSH are met in the field.
    private static int headerAt(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && isBefore(bytes[at])) {
            at++;
        }
        boolean header =
                bytes.length - at >= 4
                        && bytes[at] == 'M'
                        && bytes[at + 1] == 'S'
                        && bytes[at + 2] == 'H';
        return header ? at : -1;
    }

    private static boolean isBefore(byte b) {
        boolean blank = b >= 0 && b <= ' ';
        return blank || b == (byte) 0xEF || b == (byte) 0xBB || b == (byte) 0xBF;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.mllp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tsunagu.gateway.hl7.Delimiters;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.gateway.site.AckMode;

/// Acknowledgements of HL7 v2 (chapter 2.9): which are wanted, and their text. Pure.
///
/// MSH-15 asks for the commit answer (CA, CE, CR), MSH-16 for the application answer (AA, AE, AR),
/// each by `AL` always, `NE` or nothing never, `ER` on errors, `SU` on success; with both fields
/// empty the application answer is given. The commit answer is first.
public final class Answers {
    private static final DateTimeFormatter NOW =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSxx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int COMMIT_CONDITION = 15;
    private static final int APPLICATION_CONDITION = 16;
    private static final int LONGEST_TEXT = 80;

    private Answers() {}

    /// The codes of MSA-1 to answer with, in order; none when none is wanted.
    static List<String> codes(Segment header, Verdict verdict, AckMode mode) {
        boolean success = verdict instanceof Verdict.Accepted;
        char suffix =
                switch (verdict) {
                    case Verdict.Accepted _ -> 'A';
                    case Verdict.ContentError _ -> 'E';
                    case Verdict.Rejected _ -> 'R';
                };
        String commit = header.text(COMMIT_CONDITION).toUpperCase(Locale.ROOT);
        String application = header.text(APPLICATION_CONDITION).toUpperCase(Locale.ROOT);
        return switch (mode) {
            case NONE -> List.of();
            case ORIGINAL -> List.of("A" + suffix);
            case COMMIT -> List.of("C" + suffix);
            case AS_ASKED -> {
                List<String> codes = new ArrayList<>(2);
                if (isWanted(commit, success)) {
                    codes.add("C" + suffix);
                }
                boolean original = commit.isEmpty() && application.isEmpty();
                if (original || isWanted(application, success)) {
                    codes.add("A" + suffix);
                }
                yield codes;
            }
        };
    }

    /// One answer with segments ending in CR, written with the sender's own delimiters.
    static String text(
            Hl7Message asked, Verdict verdict, String code, Instant now, String controlId) {
        Segment header = asked.header();
        Delimiters d = asked.delimiters();
        char f = d.field();
        var text = new StringBuilder(256);
        text.append("MSH").append(f).append(header.raw(2)).append(f);
        text.append(header.raw(5)).append(f).append(header.raw(6)).append(f);
        text.append(header.raw(3)).append(f).append(header.raw(4)).append(f);
        text.append(NOW.format(now)).append(f).append(f);
        text.append(type(asked, d)).append(f).append(controlId).append(f);
        text.append(header.raw(11).isEmpty() ? "P" : header.raw(11)).append(f);
        text.append(header.raw(12).isEmpty() ? "2.6" : header.raw(12));
        String charset = header.raw(18);
        if (!charset.isEmpty()) {
            text.append(String.valueOf(f).repeat(6)).append(charset);
        }
        text.append("\rMSA").append(f).append(code).append(f).append(header.raw(10));
        switch (verdict) {
            case Verdict.Accepted _ -> text.append('\r');
            case Verdict.ContentError error -> error(text, d, error.errorCode(), error.text());
            case Verdict.Rejected error -> error(text, d, error.errorCode(), error.text());
        }
        return text.toString();
    }

    private static void error(StringBuilder text, Delimiters d, int errorCode, String words) {
        char f = d.field();
        String plain = plain(words, d);
        text.append(f).append(plain).append('\r');
        text.append("ERR").append(f).append(f).append(f).append(errorCode).append(f).append('E');
        text.append(String.valueOf(f).repeat(4)).append(plain).append('\r');
    }

    /// The text without anything that is a delimiter of the sender.
    private static String plain(String words, Delimiters d) {
        var plain = new StringBuilder(words.length());
        for (int i = 0; i < Math.min(words.length(), LONGEST_TEXT); i++) {
            char c = words.charAt(i);
            boolean delimiter =
                    c == d.field()
                            || c == d.component()
                            || c == d.repetition()
                            || c == d.escape()
                            || c == d.subcomponent();
            plain.append(delimiter || c < ' ' ? ' ' : c);
        }
        return plain.toString();
    }

    private static String type(Hl7Message asked, Delimiters d) {
        String version = asked.header().text(12);
        boolean old = version.equals("2.1") || version.equals("2.2");
        String trigger = asked.trigger();
        if (old || trigger.isEmpty() || d.component() == Delimiters.NONE) {
            return "ACK";
        }
        String plain = plain(trigger, d);
        boolean structured = !version.startsWith("2.3");
        return "ACK" + d.component() + plain + (structured ? d.component() + "ACK" : "");
    }

    private static boolean isWanted(String condition, boolean success) {
        return switch (condition) {
            case "AL" -> true;
            case "ER" -> !success;
            case "SU" -> success;
            default -> false;
        };
    }
}

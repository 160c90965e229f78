// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Hl7Reader;
import org.tsunagu.gateway.site.AckMode;

class AnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00.123Z");

    @ParameterizedTest
    @CsvSource({
        "'', '', AS_ASKED, AA,    AE,    AR",
        "NE, AL, AS_ASKED, AA,    AE,    AR",
        "'', AL, AS_ASKED, AA,    AE,    AR",
        "AL, NE, AS_ASKED, CA,    CE,    CR",
        "AL, '', AS_ASKED, CA,    CE,    CR",
        "AL, AL, AS_ASKED, CA AA, CE AE, CR AR",
        "NE, NE, AS_ASKED, '',    '',    ''",
        "ER, ER, AS_ASKED, '',    CE AE, CR AR",
        "SU, SU, AS_ASKED, CA AA, '',    ''",
        "NE, NE, ORIGINAL, AA,    AE,    AR",
        "NE, NE, COMMIT,   CA,    CE,    CR",
        "AL, AL, NONE,     '',    '',    ''"
    })
    void theMessageOrTheSiteFileDecidesWhichAnswersLeave(
            String msh15,
            String msh16,
            AckMode mode,
            String accepted,
            String error,
            String rejected) {
        Hl7Message message = message("|^~\\&", "2.6", "|||" + msh15 + "|" + msh16);
        assertThat(codes(message, new Verdict.Accepted(), mode)).isEqualTo(accepted);
        assertThat(codes(message, new Verdict.ContentError(101, "no"), mode)).isEqualTo(error);
        assertThat(codes(message, new Verdict.Rejected(200, "no"), mode)).isEqualTo(rejected);
    }

    @Test
    void anAnswerGoesBackToTheSenderInItsOwnDelimiters() {
        Hl7Message asked = message("|^~\\&", "2.6", "||||||UNICODE UTF-8");
        String text = Answers.text(asked, new Verdict.Accepted(), "AA", NOW, "T1");
        assertThat(text)
                .isEqualTo(
                        "MSH|^~\\&|ME|MYFAC|MON|NORTH|20261120030000.123+0000||ACK^R01^ACK|T1|P|2.6"
                                + "||||||UNICODE UTF-8\rMSA|AA|C\\T\\7\r");
        Hl7Message odd = message("#*~\\&", "2.3", "");
        assertThat(Answers.text(odd, new Verdict.Accepted(), "AA", NOW, "T1"))
                .startsWith("MSH#*~\\&#ME#MYFAC#MON#NORTH#")
                .contains("#ACK*R01#T1#");
        assertThat(
                        Answers.text(
                                message("|^~\\&", "2.1", ""),
                                new Verdict.Accepted(),
                                "AA",
                                NOW,
                                "T"))
                .contains("|ACK|T|P|2.1\r");
    }

    @Test
    void aRefusalSaysWhyInPlainWords() {
        String text =
                Answers.text(
                        message("|^~\\&", "2.6", ""),
                        new Verdict.ContentError(101, "PV1-3 names|no^bed"),
                        "AE",
                        NOW,
                        "T1");
        Hl7Message read = Hl7Reader.read(text.getBytes(StandardCharsets.UTF_8)).value();
        assertThat(read.first("MSA").text(1)).isEqualTo("AE");
        assertThat(read.first("MSA").text(2)).isEqualTo("C&7");
        assertThat(read.first("ERR").text(3)).isEqualTo("101");
        assertThat(read.first("ERR").text(4)).isEqualTo("E");
        assertThat(read.first("ERR").text(8)).isEqualTo("PV1-3 names no bed");
    }

    private static String codes(Hl7Message message, Verdict verdict, AckMode mode) {
        return String.join(" ", Answers.codes(message.header(), verdict, mode));
    }

    private static Hl7Message message(String delimiters, String version, String tail) {
        String f = delimiters.substring(0, 1);
        String c = delimiters.substring(1, 2);
        String text =
                ("MSH|"
                                + delimiters.substring(1)
                                + "|MON|NORTH|ME|MYFAC|20261120120000||ORU"
                                + c
                                + "R01|C\\T\\7|P|"
                                + version
                                + tail
                                + "\rOBX|1\r")
                        .replace("|", f);
        return Hl7Reader.read(text.getBytes(StandardCharsets.UTF_8)).value();
    }
}

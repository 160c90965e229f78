// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.tsunagu.gateway.hl7.Hl7Reader;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;

class MessageIdentityTest {
    private static final SourceId SOURCE = new SourceId("monitor");

    private static EventId of(String messageTime, String controlId, String body) {
        String text =
                "MSH|^~\\&|MON|WARD|||"
                        + messageTime
                        + "||ORU^R01^ORU_R01|"
                        + controlId
                        + "|P|2.6\r"
                        + body;
        return MessageIdentity.of(
                Objects.requireNonNull(
                        Hl7Reader.read(text.getBytes(StandardCharsets.US_ASCII)).value()),
                SOURCE,
                0);
    }

    private static String observed(String obr7, String value) {
        return "PV1||I|^^ICU-1\rOBR|1|||X|||"
                + obr7
                + "\rOBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC||"
                + value
                + "\r";
    }

    @Test
    void aDatedMessageSentAgainLaterIsTheSameEvent() {
        assertThat(of("20261120120005", "7", observed("20261120115955", "72")))
                .isEqualTo(of("20261120120000", "7", observed("20261120115955", "72")));
    }

    @Test
    void anUndatedMessageAtAnotherTimeIsAnotherEvent() {
        assertThat(of("20261120120005", "1", observed("", "72")))
                .isNotEqualTo(of("20261120120000", "1", observed("", "72")));
    }

    @Test
    void anUndatedMessageRepeatedToTheLetterIsTheSameEvent() {
        assertThat(of("20261120120000", "1", observed("", "72")))
                .isEqualTo(of("20261120120000", "1", observed("", "72")));
    }

    @Test
    void anotherControlIdOrAnotherContentIsAnotherEvent() {
        EventId first = of("20261120120000", "7", observed("20261120115955", "72"));
        assertThat(of("20261120120000", "8", observed("20261120115955", "72"))).isNotEqualTo(first);
        assertThat(of("20261120120000", "7", observed("20261120115955", "73"))).isNotEqualTo(first);
    }

    @Test
    void oneUndatedRequestMakesTheWholeMessageUndated() {
        String mixed = observed("20261120115955", "72") + "OBR|2|||X\r";
        assertThat(of("20261120120005", "7", mixed)).isNotEqualTo(of("20261120120000", "7", mixed));
    }

    @Test
    void theSpecimenDatesItsRequestsAndNoOthers() {
        String specimen = "SPM|1||||||||||||||||20261120083000\r";
        String request = "OBR|1|||X\rOBX|1|NM|2951-2^Na^LN||140\r";
        for (String dated : List.of(specimen + request + request, request + specimen)) {
            assertThat(of("20261120120005", "7", dated))
                    .isEqualTo(of("20261120120000", "7", dated));
        }
        for (String undated : List.of(request + specimen + request, request)) {
            assertThat(of("20261120120005", "7", undated))
                    .isNotEqualTo(of("20261120120000", "7", undated));
        }
    }

    @Test
    void anAdmissionSentAgainIsTheSameEvent() {
        String admission = "EVN|A01|20261120115900\rPID|||4711\rPV1||I|^^ICU-1\r";
        assertThat(of("20261120120005", "7", admission))
                .isEqualTo(of("20261120120000", "7", admission));
    }
}

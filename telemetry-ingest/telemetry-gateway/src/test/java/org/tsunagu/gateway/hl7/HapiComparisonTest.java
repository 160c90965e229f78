// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// On well-formed messages our structural reader and HAPI HL7v2 see the same text in every
/// component.
class HapiComparisonTest {
    private static final int MOST_COMPONENTS = 9;

    @Test
    void aMonitorGatewayMessageReadsAsHapiReadsIt() throws Exception {
        check("pcd01");
    }

    @Test
    void oddDelimitersReadAsHapiReadsThem() throws Exception {
        check("odd-delimiters");
    }

    @Test
    void anAdmissionWithJapaneseNamesReadsAsHapiReadsIt() throws Exception {
        check("adt");
    }

    private static void check(String name) throws Exception {
        String text = Fixtures.text("hl7/" + name + ".hl7").replace('\n', '\r');
        Hl7Message ours = Hl7Reader.read(text.getBytes(StandardCharsets.UTF_8)).value();
        assertThat(ours).isNotNull();
        try (var context = new DefaultHapiContext()) {
            context.setModelClassFactory(new GenericModelClassFactory());
            context.setValidationContext(ValidationContextFactory.noValidation());
            Message theirs = context.getPipeParser().parse(text);
            Map<String, Integer> seen = new HashMap<>();
            int compared = 0;
            for (Segment segment : ours.segments()) {
                int repetition = seen.merge(segment.name(), 1, Integer::sum) - 1;
                var peer = (ca.uhn.hl7v2.model.Segment) theirs.getAll(segment.name())[repetition];
                compared += compare(segment, peer);
            }
            assertThat(compared).isGreaterThan(100);
        }
    }

    private static int compare(Segment ours, ca.uhn.hl7v2.model.Segment theirs) throws Exception {
        int compared = 0;
        int first = ours.name().equals("MSH") ? 3 : 1;
        for (int field = first; field <= ours.fields().size(); field++) {
            for (int component = 1; component <= MOST_COMPONENTS; component++) {
                String peer = Terser.get(theirs, field, 0, component, 1);
                assertThat(ours.text(field, component))
                        .as("%s-%d.%d", ours.name(), field, component)
                        .isEqualTo(Objects.requireNonNullElse(peer, ""));
                compared++;
            }
        }
        return compared;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.severity.code.CodeTable;
import org.tsunagu.severity.code.Input;
import org.tsunagu.severity.code.Mapping;
import org.tsunagu.severity.stay.Variable;
import org.tsunagu.simulator.stay.StayReplay;
import org.tsunagu.telemetry.nomenclature.Units;
import org.tsunagu.telemetry.signal.MetricCode;

/// What a replay sends is what the scores read: each parameter of a stay feeds the variable of its
/// name, and no bit of its value changes on the way.
class StayCodesTest {
    private static final List<Double> VALUES = List.of(0.3, 4.1, 92.33, 735.0, 12_130.0, -17.8);

    @Test
    void everyParameterFeedsTheVariableOfItsNameBitForBit() throws IOException {
        List<String[]> parameters = parameters();
        assertThat(parameters).hasSize(Variable.values().length);
        for (String[] parameter : parameters) {
            check(parameter, code(parameter));
        }
    }

    @Test
    void soDoesWhatHasAJlac10Code() throws IOException {
        int spoken = 0;
        for (String[] parameter : parameters()) {
            if (!parameter[5].isEmpty()) {
                check(parameter, MetricCode.local("JC10", parameter[5]));
                spoken++;
            }
        }
        assertThat(spoken).isEqualTo(21);
    }

    private static void check(String[] parameter, MetricCode code) {
        Mapping mapping = CodeTable.standard().of(code, Units.ucum(parameter[4]));
        assertThat(mapping)
                .as(parameter[0])
                .isInstanceOfSatisfying(
                        Mapping.Mapped.class,
                        mapped -> {
                            assertThat(mapped.input())
                                    .isEqualTo(
                                            new Input.Series(
                                                    Variable.named(parameter[0]).orElseThrow()));
                            assertThat(mapped.standIn()).isFalse();
                            for (double value : VALUES) {
                                assertThat(Double.doubleToRawLongBits(mapped.convert(value)))
                                        .isEqualTo(Double.doubleToRawLongBits(value));
                            }
                        });
    }

    private static MetricCode code(String[] parameter) {
        if (parameter[1].equals("device")) {
            return MetricCode.mdc(Integer.parseInt(parameter[2]));
        }
        return MetricCode.local(parameter[2].contains("-") ? "LN" : "tsunagu", parameter[2]);
    }

    private static List<String[]> parameters() throws IOException {
        try (InputStream table = StayReplay.class.getResourceAsStream("parameters.tsv")) {
            List<String[]> rows = new ArrayList<>();
            new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("parameter\t"))
                    .forEach(line -> rows.add(line.split("\t", -1)));
            return rows;
        }
    }
}

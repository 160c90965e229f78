// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.signal.MetricCode;

class UnmappedCodesTest {
    private final UnmappedCodes codes = new UnmappedCodes();

    @Test
    void aCodeThatFedNothingIsKeptOnceWithCountAndTimes() {
        count("99LAB:X", 1);
        count("99LAB:X", 7);
        assertThat(codes.list())
                .singleElement()
                .satisfies(
                        unmapped -> {
                            assertThat(unmapped.count()).isEqualTo(2);
                            assertThat(unmapped.why()).isEqualTo("code");
                            assertThat(unmapped.first()).isEqualTo(new AxisTime(1));
                            assertThat(unmapped.last()).isEqualTo(new AxisTime(7));
                        });
    }

    @Test
    void anUnknownUnitSaysWhichOnesAreKnown() {
        MetricCode glucose = MetricCode.ofId("LN:2345-7");
        Mapping mapping = CodeTable.standard().of(glucose, "");
        codes.count(glucose, "", "lab", mapping, new AxisTime(1));
        assertThat(codes.list().getFirst().why()).isEqualTo("unit");
        assertThat(codes.list().getFirst().accepted()).isEqualTo(List.of("mg/dL", "mmol/L"));
    }

    @Test
    void theOneNotSeenForLongestMakesRoom() {
        for (int i = 0; i <= UnmappedCodes.MOST; i++) {
            count("99LAB:" + i, i);
            count("99LAB:0", i);
        }
        assertThat(codes.list()).hasSize(UnmappedCodes.MOST);
        assertThat(codes.list()).extracting(u -> u.code().id()).contains("99LAB:0");
        assertThat(codes.list()).extracting(u -> u.code().id()).doesNotContain("99LAB:1");
    }

    private void count(String code, long at) {
        codes.count(MetricCode.ofId(code), "", "lab", new Mapping.UnknownCode(), new AxisTime(at));
    }
}

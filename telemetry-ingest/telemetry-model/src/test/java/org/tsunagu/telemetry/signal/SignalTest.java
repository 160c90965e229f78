// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.FacilityId;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.ward.PersonId;

class SignalTest {
    @Test
    void anArrayEndsWhereItsNextSampleIsDueOnAnOddClockToo() {
        SampleArray array = array(1_000_000, "62.4725", 100);
        // 100 × 400 / 24 989 s
        assertThat(array.endsAt().micros()).isEqualTo(1_000_000 + 1_600_704);
    }

    @Test
    void arraysGoOnWithinHalfAPeriodAndNotBeyond() {
        SampleArray first = array(0, "250", 25);
        assertThat(first.isContinuedBy(array(100_000, "250", 25))).isTrue();
        assertThat(first.isContinuedBy(array(102_000, "250", 25))).isTrue();
        assertThat(first.isContinuedBy(array(98_000, "250", 25))).isTrue();
        assertThat(first.isContinuedBy(array(102_001, "250", 25))).isFalse();
        assertThat(first.isContinuedBy(array(100_000, "125", 25))).isFalse();
    }

    @Test
    void aCodeIsANumberOrAVendorsOwnAndItsIdLeadsBack() {
        for (MetricCode code :
                List.of(MetricCode.mdc(147_842), MetricCode.local("99MNDRY", "352"))) {
            assertThat(MetricCode.ofId(code.id())).isEqualTo(code);
        }
        assertThatThrownBy(() -> new MetricCode(0, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MetricCode(1, "a:b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MetricCode.ofId("4294967296"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMissingValueIsNotANumber() {
        assertThatThrownBy(() -> new Reading.Value(Double.NaN, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reading.Value(1, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                new SampleArray(
                                        MetricCode.mdc(1),
                                        new DeviceTime(0),
                                        SampleRate.hertz(1),
                                        1,
                                        0,
                                        "1",
                                        Samples.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyWordIsReadBack() {
        for (AbsentReason reason : AbsentReason.values()) {
            assertThat(AbsentReason.ofWireName(reason.wireName())).isEqualTo(reason);
        }
        for (GapReason reason : GapReason.values()) {
            assertThat(GapReason.ofWireName(reason.wireName())).isEqualTo(reason);
        }
        for (Alert.Phase phase : Alert.Phase.values()) {
            assertThat(Alert.Phase.ofWireName(phase.wireName())).isEqualTo(phase);
        }
        for (Alert.Inactivation state : Alert.Inactivation.values()) {
            assertThat(Alert.Inactivation.ofWireName(state.wireName())).isEqualTo(state);
        }
        assertThat(GapReason.ofWireName("eaten")).isEqualTo(GapReason.UNKNOWN);
    }

    @Test
    void aBedKnowsItsFacilityAndItsLocalName() {
        assertThat(new BedId("north:ICU-1").facility()).isEqualTo(new FacilityId("north"));
        assertThat(new BedId("north:ICU-1").local()).isEqualTo("ICU-1");
        assertThat(new BedId("ICU-1").facility()).isNull();
        assertThat(new BedId("ICU-1").local()).isEqualTo("ICU-1");
        assertThatThrownBy(() -> new BedId("a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BedId("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPatientsNameNeverStandsInALogLine() {
        var patient = new Patient(new PersonId("p-1"), "試験 患者", "1960-02-29", "F");
        assertThat(patient.toString()).isEqualTo("Patient[p-1]");
    }

    private static SampleArray array(long at, String rate, int count) {
        return new SampleArray(
                MetricCode.mdc(131_330),
                new DeviceTime(at),
                SampleRate.parse(rate),
                0.005,
                0,
                "mV",
                Samples.of(new int[count]));
    }
}

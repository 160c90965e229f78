// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsunagu.simulator.device.Await;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.device.FakeGateway;
import org.tsunagu.simulator.device.GenericCbor;
import org.tsunagu.simulator.mllp.FakeListener;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.SampleArray;

class SimulatedHospitalTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        Await.get(vertx.close());
    }

    @Test
    void twoFacilitiesWithEqualBedNamesComeAliveOverTheRealSockets() throws Exception {
        try (var gateway = new FakeGateway(vertx);
                var listener = new FakeListener(vertx)) {
            var options =
                    new HospitalOptions(
                            6, 1, gateway.url(), FakeGateway.TOKEN, "127.0.0.1", listener.port());
            SimulatedHospital hospital = Await.get(SimulatedHospital.start(vertx, options));
            assertThat(hospital.beds())
                    .extracting(bed -> bed.value())
                    .containsExactly(
                            "minato:ICU-01",
                            "minato:ICU-02",
                            "minato:ICU-03",
                            "kitano:ICU-01",
                            "kitano:ICU-02",
                            "kitano:ICU-03");
            Await.until(
                    "a PCD-01 message",
                    () ->
                            listener.messages.stream()
                                    .anyMatch(m -> m.contains("|ORU^R01^ORU_R01|")));
            Await.until(
                    "two seconds of every stream",
                    () ->
                            gateway.framesBySource.size() == 4
                                    && gateway.framesBySource.values().stream()
                                            .allMatch(frames -> frames.size() >= 11));
            Await.get(hospital.close());
            assertThat(listener.messages.stream().filter(m -> m.contains("ADT^A01"))).hasSize(6);
            assertThat(listener.messages.stream().filter(m -> m.contains("ADT^A03")))
                    .singleElement()
                    .asString()
                    .contains("ICU^^ICU-03^kitano");
            Set<Long> numerics = new HashSet<>();
            for (JsonNode frame : gateway.framesBySource.get("sim:minato:ICU-01")) {
                frame.path("num").forEach(n -> numerics.add(n.get("c").asLong()));
            }
            assertThat(numerics).hasSize(13);
            gateway.framesBySource.values().forEach(SimulatedHospitalTest::everyWaveIsUnbroken);
        }
    }

    private static void everyWaveIsUnbroken(List<JsonNode> frames) {
        for (long code : new long[] {131330, 131395, 150036, 150452, 151780}) {
            double due = -1;
            for (JsonNode frame : frames) {
                for (JsonNode wave : frame.path("wav")) {
                    if (wave.get("c").asLong() == code) {
                        long begins = wave.get("t").asLong();
                        if (due >= 0) {
                            // A clock of 40 ppm drifts 8 µs in a frame, more where the machine is
                            // slow.
                            assertThat((double) begins).isBetween(due - 200, due + 200);
                        }
                        double period = 1e6 * wave.get("rd").asLong() / wave.get("rn").asLong();
                        due = begins + GenericCbor.samples(wave, 2).length * period;
                    }
                }
            }
            assertThat(due).isPositive();
        }
    }

    @Test
    void theHeartInTheEcgBeatsAsOftenAsTheHeartRateSays() {
        var waves = new Waves(0, DeviceClock.TRUE, 5);
        var vitals = new Vitals(75, 15, 97, 120, 70, 8, 37, 2);
        int beats = 0;
        double highest = 0;
        double lowest = 1_000;
        boolean up = false;
        for (long now = 200_000; now <= 60_000_000; now += 200_000) {
            for (SampleArray array : waves.until(now, vitals)) {
                for (int sample : array.samples().toInts()) {
                    double value = sample * array.gain();
                    if (array.code().equals(Waves.Channel.ECG_II.code())) {
                        beats += !up && value > 0.6 ? 1 : 0;
                        up = value > (up ? 0.3 : 0.6);
                    } else if (array.code().equals(Waves.Channel.ABP.code())) {
                        highest = Math.max(highest, value);
                        lowest = Math.min(lowest, value);
                    }
                }
            }
        }
        assertThat(beats).isBetween(72, 78);
        assertThat(highest).isBetween(112.0, 130.0);
        assertThat(lowest).isBetween(60.0, 78.0);
    }

    @Test
    void patientsStayWithinWhatLivesAndAreTheSameForTheSameSeed() {
        for (long seed = 0; seed < 20; seed++) {
            var one = new Physiology(seed);
            var other = new Physiology(seed);
            boolean varied = false;
            Vitals first = one.after(1);
            assertThat(other.after(1)).isEqualTo(first);
            for (int second = 0; second < 7_200; second++) {
                Vitals vitals = one.after(1);
                assertThat(other.after(1)).isEqualTo(vitals);
                assertThat(vitals.heartRate()).isBetween(30.0, 190.0);
                assertThat(vitals.spo2()).isBetween(70.0, 100.0);
                assertThat(vitals.diastolic()).isLessThan(vitals.systolic());
                varied |= Math.abs(vitals.heartRate() - first.heartRate()) > 5;
            }
            assertThat(varied).isTrue();
        }
    }

    @Test
    void anAlarmStartsAfterItsDelayGoesOnAndEnds() {
        var alarms = new Alarms("sim:x");
        var well = new Vitals(75, 15, 97, 120, 70, 8, 37, 2);
        var fast = new Vitals(140, 15, 97, 120, 70, 8, 37, 2);
        StringBuilder phases = new StringBuilder();
        Set<String> ids = new HashSet<>();
        for (int second = 0; second < 40; second++) {
            Vitals vitals = second >= 5 && second < 30 ? fast : well;
            for (Alert alert : alarms.at(new DeviceTime(second * 1_000_000L), vitals, false)) {
                phases.append(second).append(alert.phase().wireName()).append(' ');
                ids.add(alert.id());
                assertThat(alert.since()).isEqualTo(new DeviceTime(5_000_000));
            }
        }
        assertThat(phases.toString()).isEqualTo("10start 20continue 30end ");
        assertThat(ids).hasSize(1);
    }

    @Test
    void clocksAreWrongByMinutesAndOneBedIsEmpty() {
        List<BedPlan> plans = BedPlan.of(12, 7, 0);
        assertThat(plans).isEqualTo(BedPlan.of(12, 7, 0));
        assertThat(plans).extracting(BedPlan::role).contains(BedPlan.Role.values());
        assertThat(plans.stream().filter(p -> Math.abs(p.clock().offsetMicros()) > 60_000_000L))
                .hasSizeGreaterThan(6);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;

class GatewayTest {
    @TempDir Path folder;

    @Test
    void aFrameOfTheDeviceStreamIsJournaledAndAcknowledged() throws Exception {
        try (var gateway = new RunningGateway(folder);
                var device =
                        DeviceClient.connect(
                                gateway.vertx(), gateway.devicePort(), RunningGateway.TOKEN)) {
            device.hello("monitor-7", 42);
            assertThat(device.next(2).number("next")).isEqualTo(1);
            long at = DeviceClient.nowMicros();
            device.say(
                    3,
                    Cbor.map(
                            "seq",
                            1,
                            "sent",
                            at,
                            "bed",
                            "NORTH:ICU-1",
                            "per",
                            "P1",
                            "num",
                            List.of(Cbor.map("c", 147842, "t", at, "v", 72, "u", "/min")),
                            "wav",
                            List.of(
                                    Cbor.map(
                                            "c",
                                            131330,
                                            "t",
                                            at - 40_000,
                                            "rn",
                                            250,
                                            "rd",
                                            1,
                                            "g",
                                            0.005,
                                            "o",
                                            -1.5,
                                            "u",
                                            "mV",
                                            "y",
                                            new short[] {1, -2, 300, -32768}))));
            device.awaitAck(1);
            BedFrame frame = gateway.journal().frames().getFirst();
            assertThat(frame.id())
                    .isEqualTo(new EventId.Sequenced(new SourceId("monitor-7"), 42, 1));
            assertThat(frame.bed().value()).isEqualTo("NORTH:ICU-1");
            assertThat(frame.claimedPerson().value()).isEqualTo("P1");
            assertThat(frame.waveforms().getFirst().samples().toInts())
                    .containsExactly(1, -2, 300, -32768);
            assertThat(Math.abs(frame.clock().offsetMicros()))
                    .isLessThanOrEqualTo(frame.clock().uncertaintyMicros());
        }
    }

    @Test
    void aStrangersMessageByNetcatIsAcceptedAndJournaled() throws Exception {
        try (var gateway = new RunningGateway(folder);
                var stranger = new MllpClient(gateway.mllpPort())) {
            stranger.send(
                    "MSH|^~\\&|NC||||20261120120000||ORU^R01|1|P|2.6\n"
                            + "PV1|1|I|ICU^1^ICU-1\n"
                            + "OBR|1\n"
                            + "OBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC||72|264864^^MDC\n"
                            + "OBX|2|NM|MDC_PULS_OXIM_SAT_O2||98|262688^^MDC\n");
            assertThat(stranger.answer()).contains("\rMSA|AA|1\r");
            BedFrame frame = gateway.journal().frames().getFirst();
            assertThat(frame.bed().value()).isEqualTo("ICU-1");
            assertThat(frame.numerics().getFirst().code()).isEqualTo(MetricCode.mdc(147842));
            assertThat(frame.numerics().getFirst().reading()).isEqualTo(new Reading.Value(72, 0));
            assertThat(frame.numerics().get(1).code()).isEqualTo(MetricCode.mdc(150456));
            long ageMicros =
                    frame.arrivedAt().micros()
                            - frame.axis(frame.numerics().getFirst().measuredAt()).micros();
            assertThat(Math.abs(ageMicros)).isLessThanOrEqualTo(frame.clock().uncertaintyMicros());
        }
    }

    @Test
    void anAdmissionIsJournaled() throws Exception {
        try (var gateway = new RunningGateway(folder);
                var registration = new MllpClient(gateway.mllpPort())) {
            registration.send(
                    "MSH|^~\\&|ADT|NORTH|||20261120120000+0900||ADT^A01^ADT_A01|7|P|2.6\r"
                            + "EVN||20261120120000+0900|||||20261120113000+0900\r"
                            + "PID|||12345^^^NORTH^MR||Test^Person||19500102|F\r"
                            + "PV1||I|ICU^1^ICU-1^NORTH||||||||||||||||V77\r");
            assertThat(registration.code()).isEqualTo("AA");
            var movement = gateway.journal().movements().getFirst();
            assertThat(movement.encounter().value()).isEqualTo("NORTH:V77");
            assertThat(movement.bed().value()).isEqualTo("NORTH:ICU-1");
            assertThat(movement.patient().birthDate()).isEqualTo("1950-01-02");
        }
    }
}

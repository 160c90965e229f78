// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsunagu.simulator.device.Await;
import org.tsunagu.simulator.device.Measured;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;

class MllpClientTest {
    private static final DeviceTime NOON =
            new DeviceTime(
                    ChronoUnit.MICROS.between(
                            Instant.EPOCH, Instant.parse("2026-03-01T12:00:00.123456Z")));

    private final Vertx vertx = Vertx.vertx();
    private FakeListener listener;

    @BeforeEach
    void listen() throws Exception {
        listener = new FakeListener(vertx);
    }

    @AfterEach
    void stop() throws Exception {
        Await.get(vertx.close());
    }

    private MllpClient client(int attempts) {
        return MllpClient.create(
                vertx,
                new MllpOptions(
                        "127.0.0.1",
                        listener.port(),
                        attempts,
                        Duration.ofMillis(300),
                        Duration.ofMillis(10),
                        4));
    }

    private static String message(String id) {
        return "MSH|^~\\&|A|B|C||20260301||ORU^R01|" + id + "|P|2.6\r";
    }

    @Test
    void messagesGoOneAfterTheOtherOverOneConnection() throws Exception {
        MllpClient client = client(3);
        List<MllpAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(Await.get(client.send("id" + i, message("id" + i))));
        }
        assertThat(answers).allMatch(MllpAnswer::accepted);
        assertThat(answers.get(7).controlId()).isEqualTo("id7");
        assertThat(listener.connections).hasValue(1);
        assertThat(listener.messages.get(3)).isEqualTo(message("id3"));
    }

    @Test
    void aRefusalIsAnAnswerAndNotTriedAgain() throws Exception {
        listener.answer = message -> "AE";
        MllpAnswer answer = Await.get(client(3).send("x", message("x")));
        assertThat(answer.accepted()).isFalse();
        assertThat(answer.text()).isEqualTo("said so");
        assertThat(listener.messages).hasSize(1);
    }

    @Test
    void aClosedConnectionIsTriedAgainThreeTimesThenTheMessageIsLost() {
        listener.answer = message -> "";
        assertThatThrownBy(() -> Await.get(client(3).send("x", message("x"))))
                .hasRootCauseInstanceOf(MllpException.class)
                .hasMessageContaining("3 attempts");
        assertThat(listener.messages).hasSize(3);
    }

    @Test
    void silenceIsTriedAgainAndTheNextMessageStillGoesOut() throws Exception {
        var heard = new AtomicInteger();
        listener.answer = message -> heard.incrementAndGet() == 1 ? "silent" : "CA";
        MllpClient client = client(2);
        var first = client.send("a", message("a"));
        var second = client.send("b", message("b"));
        assertThat(Await.get(first).accepted()).isTrue();
        assertThat(Await.get(second).accepted()).isTrue();
        assertThat(listener.messages).hasSize(3);
    }

    @Test
    void aMonitorsMessageReadsAsPcd01() {
        var reading = new Reading.Value(87.25, 1);
        var absent = new Reading.Absent(AbsentReason.SENSOR_OFF);
        var cuff = new Reading.Value(120, 0);
        var observations =
                new Observations(
                        "MON|1",
                        "c-7",
                        NOON,
                        new Place("ICU", "", "ICU-01", "minato"),
                        "P1",
                        NOON.plusMicros(-30_000_000),
                        NOON,
                        List.of(
                                new Measured(MetricCode.mdc(147_842), NOON, reading, "/min", 0),
                                new Measured(MetricCode.mdc(150_456), NOON, absent, "%", 0),
                                new Measured(MetricCode.mdc(150_021), NOON, cuff, "mm[Hg]", 0),
                                new Measured(
                                        MetricCode.local("WFDB", "ICP"), NOON, cuff, "mm[Hg]", 0)));
        assertThat(observations.text().split("\r"))
                .containsExactly(
                        "MSH|^~\\&|MON\\F\\1|minato|TSUNAGU||20260301120000.1234+0000||ORU^R01^ORU_R01"
                                + "|c-7|P|2.6|||NE|AL||UNICODE UTF-8|||IHE_PCD_ORU_R01^IHE PCD^"
                                + "1.3.6.1.4.1.19376.1.6.1.1.1^ISO",
                        "PID|||P1^^^^PI",
                        "PV1||I|ICU^^ICU-01^minato",
                        "OBR|1||c-7|182777000^monitoring of patient^SCT|||"
                                + "20260301115930.1234+0000|20260301120000.1234+0000",
                        "OBX|1||69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC|1.0.0.0|||||||X",
                        "OBX|2||69798^MDC_DEV_ECG_VMD^MDC|1.1.0.0|||||||X",
                        "OBX|3|NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1|87.2|"
                                + "264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R|||",
                        "OBX|4|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.1.1.2||"
                                + "262688^MDC_DIM_PERCENT^MDC|||||X|||",
                        "OBX|5|NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC|1.1.1.3|120|"
                                + "266016^MDC_DIM_MMHG^MDC|||||R|||20260301120000.1234+0000",
                        "OBX|6|NM|ICP^ICP^WFDB|1.1.1.4|120|266016^MDC_DIM_MMHG^MDC|||||R|||");
    }

    @Test
    void aTransferNamesWhereThePatientIsAndWas() {
        var to = new Place("ICU", "", "ICU-02", "minato");
        var from = new Place("ICU", "", "ICU-01", "minato");
        String[] segments =
                new Admission(
                                "A02",
                                "c",
                                NOON,
                                NOON,
                                "P1",
                                "模擬",
                                "患者",
                                "19500101",
                                "F",
                                "V1",
                                to,
                                from)
                        .text()
                        .split("\r");
        String[] visit = segments[3].split("\\|");
        assertThat(segments[0]).contains("|ADT^A02^ADT_A02|");
        assertThat(segments[2]).isEqualTo("PID|1||P1^^^minato^PI||模擬^患者||19500101|F");
        assertThat(visit[3]).isEqualTo("ICU^^ICU-02^minato");
        assertThat(visit[6]).isEqualTo("ICU^^ICU-01^minato");
        assertThat(visit[19]).isEqualTo("V1");
    }
}

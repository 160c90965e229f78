// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.gateway.mllp.MllpConfig;
import org.tsunagu.journal.JournalState;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.EventId;

/// HL7 senders on real sockets; the test decides what is durable and when.
class MllpGatewayTest {
    private static final int LIMIT = 64 * 1024;

    @TempDir Path folder;

    private RunningGateway gateway;
    private FakeJournal journal;

    @BeforeEach
    void start() {
        gateway = new RunningGateway(folder, MllpGatewayTest::limited, Gateway.Clocks.system());
        journal = gateway.journal();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void anAnswerLeavesOnlyWhenTheJournalHasTheMessage() throws Exception {
        journal.hold();
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.send(numeric(1));
            Await.until("the append", () -> journal.open().size() == 1);
            assertThat(sender.silentFor(200)).isTrue();
            journal.release(0);
            assertThat(sender.code()).isEqualTo("AA");
        }
    }

    @Test
    void answersLeaveInTheOrderOfTheMessagesWhateverBecomesDurableFirst() throws Exception {
        journal.hold();
        try (var sender = new MllpClient(gateway.mllpPort())) {
            var all = new ByteArrayOutputStream();
            for (int i = 1; i <= 3; i++) {
                all.writeBytes(MllpClient.framed(numeric(i)));
                all.writeBytes(new byte[3]);
            }
            sender.raw(all.toByteArray());
            Await.until("three appends", () -> journal.open().size() == 3);
            journal.release(2);
            journal.release(1);
            assertThat(sender.silentFor(200)).isTrue();
            journal.release(0);
            for (int i = 1; i <= 3; i++) {
                assertThat(sender.answer()).contains("\rMSA|AA|" + i + "\r");
            }
        }
    }

    @Test
    void whatCannotBeKeptIsNotAnsweredAndNothingAfterItIs() throws Exception {
        journal.hold();
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.send(numeric(1));
            sender.send(numeric(2));
            Await.until("two appends", () -> journal.open().size() == 2);
            journal.release(1);
            journal.fail(0);
            assertThat(sender.answer()).isNull();
        }
        Await.until("the anomaly", () -> gateway.hasAnomaly("mllp-not-kept"));
    }

    @Test
    void whileTheJournalRefusesConnectionsAreClosedWithoutAnAnswer() throws Exception {
        journal.state(
                new JournalState.Refusing(JournalState.Cause.DISK_NEARLY_FULL, "free some space"));
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.send(numeric(1));
            assertThat(sender.answer()).isNull();
        }
        journal.state(new JournalState.Accepting());
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.send(numeric(1));
            assertThat(sender.code()).isEqualTo("AA");
        }
    }

    @Test
    void onlySoManyMessagesAreOnTheirWayAndNoneIsLost() throws Exception {
        journal.hold();
        int sent = 3 * MllpConfig.USUAL_MOST_UNANSWERED;
        try (var sender = new MllpClient(gateway.mllpPort())) {
            var all = new ByteArrayOutputStream();
            for (int i = 1; i <= sent; i++) {
                all.writeBytes(MllpClient.framed(numeric(i)));
            }
            sender.raw(all.toByteArray());
            Await.until(
                    "the bound", () -> journal.open().size() == MllpConfig.USUAL_MOST_UNANSWERED);
            assertThat(sender.silentFor(200)).isTrue();
            assertThat(journal.open()).hasSize(MllpConfig.USUAL_MOST_UNANSWERED);
            journal.releaseAll();
            for (int i = 1; i <= sent; i++) {
                assertThat(sender.answer()).contains("\rMSA|AA|" + i + "\r");
            }
        }
        assertThat(journal.frames()).hasSize(sent);
    }

    @Test
    void contentThatCannotBeKeptAtAllIsAnError() throws Exception {
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.send(header("ORU^R01", 1) + "OBR|1\rOBX|1|NM|147842^^MDC||72\r");
            assertThat(sender.answer())
                    .contains("\rMSA|AE|1|PV1-3 names no bed\r")
                    .contains("\rERR|||101|E||||");
            sender.send(header("ORU^R01", 2) + "PV1||I|ICU^^1\rOBX|1|NA|131330^^MDC||1^2\r");
            assertThat(sender.code()).isEqualTo("AE");
            sender.send(header("ADT^A01", 3) + "PV1||I|ICU^^1\r");
            assertThat(sender.code()).isEqualTo("AE");
        }
        assertThat(journal.frames()).isEmpty();
    }

    @Test
    void typesThatAreNotServedAreRejected() throws Exception {
        try (var sender = new MllpClient(gateway.mllpPort())) {
            for (String type : List.of("ADT^A08", "ORU^W01", "ORM^O01", "")) {
                sender.send(header(type, 1) + "PV1||I|ICU^^1\r");
                assertThat(sender.code()).as(type).isEqualTo("AR");
            }
            sender.send("MSH|nothing else");
            assertThat(sender.code()).isEqualTo("AR");
        }
        assertThat(gateway.hasAnomaly("hl7-type-not-served")).isTrue();
    }

    @Test
    void withoutAnMshTheConnectionIsClosedAndListed() throws Exception {
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.send("PID|||1\r");
            assertThat(sender.answer()).isNull();
        }
        assertThat(gateway.hasAnomaly("hl7-no-msh")).isTrue();
    }

    @Test
    void aMessageBeyondTheLimitIsRejectedAndItsConnectionClosed() throws Exception {
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.send(numeric(5) + "NTE|1||" + "x".repeat(2 * LIMIT));
            assertThat(sender.answer()).contains("\rMSA|AR|5|");
            assertThat(sender.answer()).isNull();
        }
        assertThat(gateway.hasAnomaly("mllp-message-too-large")).isTrue();
    }

    @Test
    void aHalfSentMessageIsListedAndHarmsNobody() throws Exception {
        try (var half = new MllpClient(gateway.mllpPort())) {
            half.raw("\u000bMSH|^~\\&|MON|".getBytes(StandardCharsets.UTF_8));
            try (var other = new MllpClient(gateway.mllpPort())) {
                other.send(numeric(1));
                assertThat(other.code()).isEqualTo("AA");
            }
        }
        Await.until("the anomaly", () -> gateway.hasAnomaly("mllp-half-message"));
    }

    @Test
    void aThousandIdleConnectionsHarmNobody() throws Exception {
        List<MllpClient> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                idle.add(new MllpClient(gateway.mllpPort()));
            }
            try (var sender = new MllpClient(gateway.mllpPort())) {
                sender.send(numeric(1));
                assertThat(sender.code()).isEqualTo("AA");
            }
            MllpClient last = idle.getLast();
            last.send(numeric(2));
            assertThat(last.code()).isEqualTo("AA");
        } finally {
            for (MllpClient client : idle) {
                client.close();
            }
        }
    }

    @Test
    void aConnectionIdleForLongIsClosed() throws Exception {
        try (var short1 =
                        new RunningGateway(
                                folder.resolve("short"),
                                c -> withIdle(c, Duration.ofSeconds(1)),
                                Gateway.Clocks.system());
                var sender = new MllpClient(short1.mllpPort())) {
            assertThat(sender.answer()).isNull();
        }
    }

    @Test
    void theSameMessageTwiceIsOneEventAndOneMessageWithTwoPatientsIsTwo() throws Exception {
        try (var sender = new MllpClient(gateway.mllpPort())) {
            String two = numeric(1) + "PID|||2\rPV1||I|ICU^^2\rOBX|1|NM|147842^^MDC||80\r";
            sender.send(two);
            sender.send(two);
            assertThat(sender.code()).isEqualTo("AA");
            assertThat(sender.code()).isEqualTo("AA");
        }
        List<EventId> ids = journal.frames().stream().map(BedFrame::id).toList();
        assertThat(ids).hasSize(4);
        assertThat(ids.subList(0, 2)).isEqualTo(ids.subList(2, 4)).doesNotHaveDuplicates();
    }

    @Test
    void aConflictingBedNameIsKeptApartOverARestart() throws Exception {
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.send(header("ORU^R01", 1) + "PV1||I|ICU^1^B1^N\rOBX|1|NM|147842^^MDC||1\r");
            sender.send(header("ORU^R01", 2) + "PV1||I|HCU^1^B1^N\rOBX|1|NM|147842^^MDC||2\r");
            assertThat(sender.code()).isEqualTo("AA");
            assertThat(sender.code()).isEqualTo("AA");
        }
        assertThat(gateway.hasAnomaly("bed-id-conflict")).isTrue();
        gateway.close();
        start();
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.send(header("ORU^R01", 3) + "PV1||I|HCU^1^B1^N\rOBX|1|NM|147842^^MDC||3\r");
            assertThat(sender.code()).isEqualTo("AA");
        }
        assertThat(journal.frames().getFirst().bed().value()).isEqualTo("N:HCU.1.B1");
    }

    @Test
    void aSenderHoursBehindIsDatedOnTheAxisAllTheSame() throws Exception {
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.send(
                    "MSH|^~\\&|MON|||||ORU^R01|1|P|2.6\r"
                                    .replace("|||||ORU", "||||19990101000000||ORU")
                            + "PV1||I|ICU^^1\rOBX|1|NM|147842^^MDC||72\r");
            assertThat(sender.code()).isEqualTo("AA");
        }
        BedFrame frame = journal.frames().getFirst();
        long error =
                frame.arrivedAt().micros()
                        - frame.axis(frame.numerics().getFirst().measuredAt()).micros();
        assertThat(Math.abs(error)).isLessThanOrEqualTo(frame.clock().uncertaintyMicros());
        assertThat(frame.clock().uncertaintyMicros()).isLessThan(120_000_000);
    }

    private static GatewayConfig limited(GatewayConfig config) {
        MllpConfig usual = config.mllp();
        return new GatewayConfig(
                new MllpConfig(
                        usual.bind(),
                        0,
                        usual.idleTimeout(),
                        LIMIT,
                        usual.mostUnanswered(),
                        List.of()),
                config.stream(),
                config.site(),
                config.dataFolder());
    }

    private static GatewayConfig withIdle(GatewayConfig config, Duration idle) {
        return new GatewayConfig(
                new MllpConfig("127.0.0.1", 0, idle, LIMIT, 8, List.of()),
                config.stream(),
                config.site(),
                config.dataFolder());
    }

    private static String header(String type, int id) {
        return "MSH|^~\\&|MON|NORTH|||20261120120000||" + type + "|" + id + "|P|2.6\r";
    }

    private static String numeric(int id) {
        return header("ORU^R01", id)
                + "PID|||1\rPV1||I|ICU^^1\rOBR|1\rOBX|1|NM|147842^^MDC||"
                + (60 + id)
                + "\r";
    }
}

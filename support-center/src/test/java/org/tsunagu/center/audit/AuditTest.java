// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Purpose;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.fake.TestClock;
import org.tsunagu.telemetry.ward.BedId;

class AuditTest {
    @TempDir Path folder;
    private final TestClock clock = new TestClock();
    private Vertx vertx;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() {
        vertx.close();
    }

    private static AuditEntry look(String bed) {
        return new AuditEntry(
                new Subject.Service("s"),
                Action.LOOK_BED,
                Resource.of(new BedId(bed)),
                Purpose.AUTOMATION,
                new Decision.Permit(),
                "127.0.0.1");
    }

    /// Three days with 5, 5 and 5 records.
    private void write() throws Exception {
        try (AuditLog log = AuditLog.open(vertx, clock, folder)) {
            for (int day = 0; day < 3; day++) {
                for (int i = 0; i < 5; i++) {
                    done(log.append(look("ICU-" + day + i)));
                }
                clock.advance(Duration.ofDays(1));
            }
        }
    }

    private static void done(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        }
    }

    private AuditVerifier.Result verify() throws IOException {
        return AuditVerifier.verify(folder);
    }

    private AuditVerifier.Result.Broken broken() throws IOException {
        AuditVerifier.Result result = verify();
        assertThat(result).isInstanceOf(AuditVerifier.Result.Broken.class);
        return (AuditVerifier.Result.Broken) result;
    }

    private void assertWhole(long records) throws IOException {
        AuditVerifier.Result result = verify();
        assertThat(result).isInstanceOf(AuditVerifier.Result.Whole.class);
        assertThat(((AuditVerifier.Result.Whole) result).records()).isEqualTo(records);
    }

    @Test
    void whatWasWrittenVerifiesOverDaysAndRestarts() throws Exception {
        write();
        assertWhole(15);
        assertThat(files()).hasSize(3);
        write();
        assertWhole(30);
    }

    @Test
    void whatWaitsWhenThePlatformStopsIsStillWritten() throws Exception {
        List<Future<?>> records = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            try (AuditLog log = AuditLog.open(vertx, clock, folder)) {
                for (int i = 0; i < 50; i++) {
                    records.add(log.append(look("ICU-" + i)));
                }
            }
        }
        done(Future.all(records));
        assertWhole(1_000);
    }

    @Test
    void anEmptyFolderIsWhole() throws Exception {
        assertWhole(0);
        AuditLog.open(vertx, clock, folder).close();
        assertWhole(0);
    }

    @Test
    void anEditIsFoundAtItsRecord() throws Exception {
        write();
        Path second = files().get(1);
        Files.writeString(second, Files.readString(second).replace("ICU-12", "ICU-99"));
        assertThat(broken().sequence()).isEqualTo(8);
        assertThat(broken().line()).isEqualTo(3);
    }

    @Test
    void aRemovedRecordIsFound() throws Exception {
        write();
        Path first = files().getFirst();
        List<String> lines = new ArrayList<>(Files.readAllLines(first));
        lines.remove(2);
        Files.write(first, lines);
        assertThat(broken().sequence()).isEqualTo(3);
    }

    @Test
    void reorderedRecordsAreFound() throws Exception {
        write();
        Path first = files().getFirst();
        List<String> lines = new ArrayList<>(Files.readAllLines(first));
        Collections.swap(lines, 1, 2);
        Files.write(first, lines);
        assertThat(broken().sequence()).isEqualTo(2);
    }

    @Test
    void aRemovedDayIsFoundWhicheverItIs() throws Exception {
        write();
        Path middle = files().get(1);
        byte[] content = Files.readAllBytes(middle);
        Files.delete(middle);
        assertThat(broken().sequence()).isEqualTo(6);
        Files.write(middle, content);
        Path last = files().get(2);
        Files.delete(last);
        assertThat(broken().sequence()).isEqualTo(11);
    }

    @Test
    void aCutTailIsFoundByTheHead() throws Exception {
        write();
        Path last = files().getLast();
        List<String> lines = Files.readAllLines(last);
        Files.write(last, lines.subList(0, 4));
        assertThat(broken().sequence()).isEqualTo(15);
        assertThat(broken().why()).contains("15 records");
    }

    @Test
    void aCutTailStaysVisibleWhenTheLogGoesOn() throws Exception {
        write();
        Path last = files().getLast();
        Files.write(last, Files.readAllLines(last).subList(0, 4));
        write();
        assertThat(broken().sequence()).isEqualTo(15);
    }

    @Test
    void aRemovedHeadIsFound() throws Exception {
        write();
        Files.delete(folder.resolve("head"));
        assertThat(broken().why()).contains("head");
    }

    @Test
    void everySingleChangedByteIsFound() throws Exception {
        write();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            Path file = files().get(random.nextInt(3));
            byte[] whole = Files.readAllBytes(file);
            byte[] changed = whole.clone();
            int at = random.nextInt(whole.length - 1);
            changed[at] ^= (byte) (1 << random.nextInt(7));
            Files.write(file, changed);
            assertThat(verify())
                    .as("seed %s, %s byte %s", seed, file.getFileName(), at)
                    .isInstanceOf(AuditVerifier.Result.Broken.class);
            Files.write(file, whole);
        }
        assertWhole(15);
    }

    @Test
    void halfARecordThatACrashLeftIsCutAndTheChainGoesOn() throws Exception {
        write();
        clock.advance(Duration.ofDays(-1));
        Files.writeString(
                files().getLast(), "{\"v\":1,\"seq\":16,\"at\":\"2026", StandardOpenOption.APPEND);
        assertWhole(15);
        try (AuditLog log = AuditLog.open(vertx, clock, folder)) {
            done(log.append(look("ICU-1")));
        }
        assertWhole(16);
    }

    @Test
    void aTornHeadLeavesTheOneBefore() throws Exception {
        write();
        byte[] head = Files.readAllBytes(folder.resolve("head"));
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int newest = text.indexOf("15 ");
        head[newest + 10] ^= 1;
        Files.write(folder.resolve("head"), head);
        assertWhole(15);
    }

    @Test
    void aClockThatGoesBackDoesNotBreakTheOrderOfFiles() throws Exception {
        write();
        clock.advance(Duration.ofDays(-2));
        write();
        assertWhole(30);
    }

    @Test
    void aBurstIsWrittenInFewForcesAndEveryOneOfItIsThere() throws Exception {
        try (AuditLog log = AuditLog.open(vertx, clock, folder)) {
            List<Future<?>> waiting = new ArrayList<>();
            for (int i = 0; i < 3_000; i++) {
                waiting.add(log.append(look("ICU-" + i)));
            }
            done(Future.all(waiting));
            assertThat(log.written()).isEqualTo(3_000);
        }
        assertWhole(3_000);
    }

    @Test
    void whatCannotBeWrittenFailsAndIsSaidAndRecovers() throws Exception {
        Path audit = folder.resolve("audit");
        try (AuditLog log = AuditLog.open(vertx, clock, audit)) {
            done(log.append(look("ICU-1")));
            // A folder stands where the next day's file must be made: writing fails even for root.
            clock.advance(Duration.ofDays(1));
            Path inTheWay = audit.resolve("audit-2026-03-02.jsonl");
            Files.createDirectory(inTheWay);
            Future<Void> refused = log.append(look("ICU-2"));
            assertThat(refused.toCompletionStage().toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(AuditUnavailable.class);
            assertThat(log.trouble()).contains("cannot be written");
            Files.delete(inTheWay);
            done(log.append(look("ICU-3")));
            assertThat(log.trouble()).isNull();
        }
        AuditVerifier.Result result = AuditVerifier.verify(audit);
        assertThat(result).isInstanceOf(AuditVerifier.Result.Whole.class);
        assertThat(((AuditVerifier.Result.Whole) result).records()).isEqualTo(2);
    }
}

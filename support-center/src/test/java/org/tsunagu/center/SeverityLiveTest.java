// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.center.fake.LiveProbe;
import org.tsunagu.center.fake.Patients;
import org.tsunagu.center.fake.RunningCenter;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.store.history.StoredSeverity;
import org.tsunagu.store.history.StoredStay;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.PersonId;

/// How ill somebody is, on the way to a page.
class SeverityLiveTest {
    private static final long MINUTE = 60_000_000L;

    @TempDir Path folder;
    private RunningCenter running;
    private long now;

    @BeforeEach
    void start() {
        running = RunningCenter.start(folder);
        now = running.clock.micros();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private LiveProbe page(Role role) {
        return running.live(running.signIn(role)).hello();
    }

    private static boolean is(JsonNode item, int type, String bed) {
        return item.get(0).asInt() == type && item.at("/2/bed").asText().equals(bed);
    }

    private static JsonNode severity(LiveProbe page, String bed, double risk) {
        return page.await(
                        "risk " + risk + " of " + bed,
                        item -> is(item, 110, bed) && item.at("/2/lrn/p").asDouble(-1) == risk)
                .get(2);
    }

    @Test
    void aBedPageGetsTheNewestAtOnceAndEachNewOneWhole() {
        running.journal.append(now, Frames.admit("ICU-1", "V1", "P1", now - 600 * MINUTE));
        running.journal.append(now, Patients.report("ICU-1", "V1", now - 70 * MINUTE, 0.2));
        running.journal.append(now, Patients.report("ICU-1", "V1", now - 10 * MINUTE, 0.35));
        running.journal.append(
                now,
                Patients.result(
                        "1", "V1", Patients.LACTATE, now - 30 * MINUTE, 4.2, Result.Status.FINAL));
        try (LiveProbe page = page(Role.NURSE)) {
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            JsonNode first = page.await(110);
            assertThat(first.get("enc").asText()).isEqualTo("V1");
            assertThat(first.get("at").asLong()).isEqualTo(now - 10 * MINUTE);
            assertThat(first.get("mod").asText()).isEqualTo(Patients.MODEL);
            assertThat(first.at("/lrn/p").asDouble()).isEqualTo(0.35);
            assertThat(first.at("/lrn/lo").asDouble()).isEqualTo(0.175);
            assertThat(first.at("/lrn/pos").asBoolean()).isTrue();
            assertThat(first.at("/lrn/why/0/x").asText()).isEqualTo("Lactate 4.2 mmol/L");
            assertThat(first.at("/lrn/why/0/t").asLong()).isEqualTo(now - 30 * MINUTE);
            assertThat(first.at("/sco/0/n").asText()).isEqualTo("NEWS2");
            assertThat(first.at("/sco/0/it/0/bas/0/v").asDouble()).isEqualTo(140);
            assertThat(first.at("/sco/0/it/1").has("pt")).isFalse();
            assertThat(first.at("/rev/0/t").asLong()).isEqualTo(now + 20 * MINUTE);
            assertThat(first.at("/chg/h").asDouble()).isBetween(0.1499, 0.1501);
            assertThat(first.has("wh")).isFalse();
            JsonNode results = page.await(112);
            assertThat(results.at("/res/0/n").asText()).isEqualTo("Lactate");
            assertThat(results.at("/res/0/v").asDouble()).isEqualTo(4.2);
            assertThat(results.at("/res/0/k").asText()).isEqualTo("laboratory");
            running.journal.append(
                    now,
                    Patients.report("ICU-1", "V1", now - 10 * MINUTE, 0.45, now + 1_000),
                    Patients.report("ICU-2", "V2", now, 0.9));
            severity(page, "ICU-1", 0.45);
            assertThat(page.all(110)).noneMatch(item -> item.get("bed").asText().equals("ICU-2"));
            assertThat(page.types()).doesNotContain(7, 6);
        }
    }

    @Test
    void aBoardGetsItInShortOnlyWhenItAsked() {
        running.journal.append(now, Frames.admit("ICU-1", "V1", "P1", now - 600 * MINUTE));
        running.journal.append(now, Frames.heartRate("ICU-2", 1, now, 80));
        running.journal.append(now, Patients.report("ICU-1", "V1", now - MINUTE, 0.2));
        try (LiveProbe asked = page(Role.NURSE);
                LiveProbe plain = page(Role.NURSE)) {
            asked.say("{\"type\":\"board\",\"severity\":true}");
            plain.say("{\"type\":\"board\"}");
            JsonNode first = asked.await("ICU-1", item -> is(item, 111, "ICU-1")).get(2);
            assertThat(first.get("p").asDouble()).isEqualTo(0.2);
            assertThat(first.get("in").asBoolean()).isTrue();
            assertThat(first.at("/n2/pt").asInt()).isEqualTo(7);
            assertThat(first.get("due").asLong()).isEqualTo(now + 29 * MINUTE);
            assertThat(first.get("why")).hasSize(3);
            JsonNode nobody = asked.await("ICU-2", item -> is(item, 111, "ICU-2")).get(2);
            assertThat(nobody.get("wh").asText()).isEqualTo("no-patient");
            assertThat(nobody.has("p")).isFalse();
            running.journal.append(now, Patients.withheld("ICU-1", "V1", now, "under-16"));
            JsonNode child =
                    asked.await(
                                    "withheld",
                                    item ->
                                            is(item, 111, "ICU-1")
                                                    && item.at("/2/wh").asText().equals("under-16"))
                            .get(2);
            assertThat(child.has("p")).isFalse();
            assertThat(child.has("n2")).isFalse();
            asked.await(100);
            plain.await(100);
            assertThat(plain.types()).doesNotContain(110, 111, 112);
        }
    }

    @Test
    void itMovesWithThePatientAndLeavesTheBedWhenThePatientDoes() {
        running.journal.append(now, Frames.admit("ICU-1", "V1", "P1", now - 600 * MINUTE));
        running.journal.append(now, Patients.report("ICU-1", "V1", now - MINUTE, 0.2));
        try (LiveProbe page = page(Role.INTENSIVIST)) {
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-2\"}");
            severity(page, "ICU-1", 0.2);
            running.journal.append(now, Frames.transfer("ICU-1", "ICU-2", "V1", "P1", now - 1_000));
            severity(page, "ICU-2", 0.2);
            page.await(
                    "the bed it left",
                    item ->
                            is(item, 110, "ICU-1")
                                    && item.at("/2/wh").asText().equals("no-patient")
                                    && !item.get(2).has("lrn"));
            page.items.clear();
            running.journal.append(now, Frames.discharge("ICU-2", "V1", "P1", now - 500));
            page.await(
                    "discharged",
                    item ->
                            is(item, 110, "ICU-2")
                                    && item.at("/2/wh").asText().equals("no-patient"));
            running.journal.append(now, Patients.report("ICU-2", "V1", now, 0.7));
            page.items.clear();
            page.await(100);
            assertThat(page.all(110)).isEmpty();
        }
    }

    @Test
    void aConflictOfIdentityTakesItAwayUntilItIsOver() {
        running.journal.append(now, Frames.admit("ICU-1", "V1", "P1", now - 600 * MINUTE));
        running.journal.append(now, Patients.report("ICU-1", "V1", now - MINUTE, 0.2));
        try (LiveProbe page = page(Role.INTENSIVIST)) {
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            severity(page, "ICU-1", 0.2);
            running.journal.append(now, Frames.claiming("ICU-1", 1, now, "P9"));
            JsonNode conflict =
                    page.await(
                                    "conflict",
                                    item ->
                                            is(item, 110, "ICU-1")
                                                    && item.at("/2/wh")
                                                            .asText()
                                                            .equals("identity-conflict"))
                            .get(2);
            assertThat(conflict.has("lrn")).isFalse();
            assertThat(conflict.has("sco")).isFalse();
        }
    }

    @Test
    void aResultThatCameBeforeItsAdmissionWaitsForIt() {
        running.journal.append(
                now, Patients.ofPerson("1", "P1", Patients.SODIUM, now - MINUTE, 140));
        running.journal.append(now, Frames.heartRate("ICU-1", 1, now, 80));
        try (LiveProbe page = page(Role.NURSE)) {
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            assertThat(page.await(112).get("res")).isEmpty();
            running.journal.append(now, Frames.admit("ICU-1", "V1", "P1", now - 10 * MINUTE));
            page.await(
                    "its sodium",
                    item ->
                            is(item, 112, "ICU-1")
                                    && item.at("/2/res/0/v").asDouble() == 140
                                    && item.at("/2/enc").asText().equals("V1"));
        }
    }

    @Test
    void afterARestartTheStoreSaysHowIllEverybodyIs() {
        running.history.stays.add(
                new StoredStay(
                        new BedId("ICU-1"),
                        new EncounterId("V1"),
                        new PersonId("P1"),
                        new AxisTime(now - 600 * MINUTE),
                        null));
        running.history.beds.add(new BedId("ICU-1"));
        running.history.presentSeverity.add(
                new StoredSeverity(
                        Patients.report("ICU-1", "V1", now - 5 * MINUTE, 0.3),
                        List.of(
                                new StoredSeverity.Risk(
                                        new AxisTime(now - 65 * MINUTE), Patients.MODEL, 0.1))));
        running.history.presentResults.add(
                StoredResult.of(
                        Patients.ofPerson("1", "P1", Patients.SODIUM, now - MINUTE, 140), 0));
        running = running.again();
        try (LiveProbe page = page(Role.NURSE)) {
            page.say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            JsonNode item = severity(page, "ICU-1", 0.3);
            assertThat(item.at("/chg/h").asDouble()).isBetween(0.1999, 0.2001);
            page.await(
                    "its sodium",
                    each -> is(each, 112, "ICU-1") && each.at("/2/res/0/v").asDouble() == 140);
        }
    }
}

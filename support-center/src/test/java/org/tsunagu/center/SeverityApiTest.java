// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.fake.Audit;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.center.fake.Patients;
import org.tsunagu.center.fake.RunningCenter;
import org.tsunagu.store.history.ResultPage;
import org.tsunagu.store.history.SeverityPage;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.EncounterId;

/// How ill somebody is, and what a laboratory said, asked over HTTP. Every answer is held to the
/// API's document.
class SeverityApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MINUTE = 60_000_000L;

    @TempDir Path folder;
    private RunningCenter running;
    private long now;

    @BeforeEach
    void start() {
        running = RunningCenter.start(folder);
        now = running.clock.micros();
        running.journal.append(now, Frames.admit("h:ICU-1", "V1", "P1", now - 600 * MINUTE));
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private JsonNode json(HttpResponse<byte[]> answer, int status) {
        assertThat(answer.statusCode()).as(RunningCenter.text(answer)).isEqualTo(status);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private JsonNode get(String path) {
        return json(running.get(path), 200);
    }

    @Test
    void aBedSaysHowIllItsPatientIsAsTheSurfacePromises() {
        running.journal.append(now, Patients.report("h:ICU-1", "V1", now - 65 * MINUTE, 0.2));
        running.journal.append(now, Patients.report("h:ICU-1", "V1", now - 5 * MINUTE, 0.4));
        running.journal.append(
                now,
                Patients.result(
                        "1", "V1", Patients.LACTATE, now - 30 * MINUTE, 4.2, Result.Status.FINAL));
        JsonNode bed = get("/api/v1/beds/h:ICU-1");
        JsonNode severity = bed.get("severity");
        assertThat(severity.get("model").asText()).isEqualTo("tsunagu-severity");
        assertThat(severity.get("modelVersion").asText()).isEqualTo("1");
        assertThat(severity.get("risk").asDouble()).isEqualTo(0.4);
        assertThat(severity.get("low").asDouble()).isEqualTo(0.2);
        assertThat(severity.get("high").asDouble()).isEqualTo(0.7);
        assertThat(severity.get("completeness").asDouble()).isEqualTo(0.5);
        assertThat(severity.get("inRange").asBoolean()).isTrue();
        assertThat(severity.get("ageMillis").asLong()).isEqualTo(5 * 60_000);
        assertThat(severity.get("stale").asBoolean()).isFalse();
        assertThat(severity.get("changePerHour").asDouble()).isBetween(0.1999, 0.2001);
        assertThat(severity.at("/reasons/0/text").asText()).isEqualTo("Lactate 4.2 mmol/L");
        assertThat(severity.at("/reasons/0/direction").asText()).isEqualTo("raises");
        assertThat(severity.at("/reasons/2/direction").asText()).isEqualTo("lowers");
        assertThat(severity.at("/scores/0/name").asText()).isEqualTo("NEWS2");
        assertThat(severity.at("/scores/0/value").asInt()).isEqualTo(7);
        assertThat(severity.at("/scores/0/items/0/points").asInt()).isEqualTo(3);
        assertThat(severity.at("/scores/0/items/1/points").isNull()).isTrue();
        assertThat(severity.at("/reviews/0/overdue").asBoolean()).isFalse();
        assertThat(bed.has("severityReason")).isFalse();
        assertThat(bed.at("/results/0/name").asText()).isEqualTo("Lactate");
        assertThat(bed.at("/results/0/value").asDouble()).isEqualTo(4.2);
        assertThat(bed.get("numerics")).as("numerics stay what devices say").isEmpty();
        assertThat(get("/api/v1/beds").at("/beds/0")).isEqualTo(bed);
    }

    @Test
    void anOldRiskIsShownWithItsAgeNeverAsFresh() {
        running.journal.append(now, Patients.report("h:ICU-1", "V1", now, 0.2));
        running.clock.advance(Duration.ofMinutes(31));
        JsonNode severity = get("/api/v1/beds/h:ICU-1").get("severity");
        assertThat(severity.get("ageMillis").asLong()).isEqualTo(31 * 60_000);
        assertThat(severity.get("stale").asBoolean()).isTrue();
        assertThat(severity.at("/reviews/0/overdue").asBoolean()).isTrue();
    }

    @Test
    void withoutALearnedRiskThePublishedScoresStandAndTheReasonIsSaid() {
        JsonNode nothing = get("/api/v1/beds/h:ICU-1");
        assertThat(nothing.get("severity").isNull()).isTrue();
        assertThat(nothing.get("severityReason").asText()).isEqualTo("not-scored-yet");
        running.journal.append(now, Patients.withheld("h:ICU-1", "V1", now, "no-model"));
        JsonNode published = get("/api/v1/beds/h:ICU-1");
        assertThat(published.at("/severity/risk").isNull()).isTrue();
        assertThat(published.at("/severity/scores/0/value").asInt()).isEqualTo(7);
        assertThat(published.get("severityReason").asText()).isEqualTo("no-model");
        running.journal.append(now, Patients.withheld("h:ICU-1", "V1", now + MINUTE, "under-16"));
        JsonNode child = get("/api/v1/beds/h:ICU-1");
        assertThat(child.get("severity").isNull()).isTrue();
        assertThat(child.get("severityReason").asText()).isEqualTo("under-16");
    }

    @Test
    void aDeviceOfSomebodyElseTakesTheRiskAwayAtOnce() {
        running.journal.append(now, Patients.report("h:ICU-1", "V1", now, 0.2));
        running.journal.append(now, Frames.claiming("h:ICU-1", 1, now, "P9"));
        JsonNode bed = get("/api/v1/beds/h:ICU-1");
        assertThat(bed.get("state").asText()).isEqualTo("conflict");
        assertThat(bed.get("severity").isNull()).isTrue();
        assertThat(bed.get("severityReason").asText()).isEqualTo("identity-conflict");
    }

    @Test
    void nobodysBedHasNoRisk() {
        running.journal.append(now, Patients.report("h:ICU-1", "V1", now, 0.2));
        running.journal.append(now, Frames.discharge("h:ICU-1", "V1", "P1", now - 1));
        JsonNode bed = get("/api/v1/beds/h:ICU-1");
        assertThat(bed.get("severity").isNull()).isTrue();
        assertThat(bed.get("severityReason").asText()).isEqualTo("no-patient");
    }

    @Test
    void thePastIsAskedByBedAndByEncounterInPages() {
        json(running.get("/api/v1/beds/nowhere/severity"), 404);
        for (int minute = 0; minute < 5; minute++) {
            running.history.severity.add(
                    new SeverityPage.Point(
                            Patients.report("h:ICU-1", "V1", now - (60 - minute) * MINUTE, 0.1),
                            minute == 3));
        }
        running.history.severity.add(
                new SeverityPage.Point(
                        Patients.withheld("h:ICU-1", "V1", now - MINUTE, "under-16"), false));
        JsonNode all = get("/api/v1/encounters/V1/severity");
        assertThat(all.get("encounter").asText()).isEqualTo("V1");
        assertThat(all.get("points")).hasSize(5);
        assertThat(all.at("/points/0/risk").asDouble()).isEqualTo(0.1);
        assertThat(all.at("/points/0/news2").asInt()).isEqualTo(7);
        assertThat(all.at("/points/4/risk").isNull()).isTrue();
        assertThat(all.at("/points/4/severityReason").asText()).isEqualTo("under-16");
        assertThat(get("/api/v1/beds/h:ICU-1/severity?superseded=true").get("points")).hasSize(6);
        JsonNode first = get("/api/v1/beds/h:ICU-1/severity?superseded=true&limit=4");
        assertThat(first.get("points")).hasSize(4);
        JsonNode rest = get(first.get("next").asText());
        assertThat(rest.get("points")).hasSize(2);
        assertThat(rest.get("next").isNull()).isTrue();
        json(running.get("/api/v1/beds/h:ICU-1/severity?superseded=perhaps"), 400);
        json(running.get("/api/v1/beds/h:ICU-1/severity?code=147842"), 400);
    }

    @Test
    void resultsOfThePastSayWhetherTheyStand() {
        running.history.results.add(
                new ResultPage.Point(
                        StoredResult.of(
                                Patients.result(
                                        "1",
                                        "V1",
                                        Patients.LACTATE,
                                        now - MINUTE,
                                        4.2,
                                        Result.Status.WITHDRAWN),
                                0),
                        new EncounterId("V1"),
                        false));
        JsonNode results = get("/api/v1/encounters/V1/results");
        assertThat(results.at("/results/0/standing").asBoolean()).isFalse();
        assertThat(results.at("/results/0/status").asText()).isEqualTo("withdrawn");
        assertThat(get("/api/v1/beds/h:ICU-1/results").get("results")).hasSize(1);
        running.history.away = true;
        json(running.get("/api/v1/encounters/V1/results"), 503);
    }

    @Test
    void whoMayNotSeeThePastOfAPatientDoesNotSeeItsSeverityAndItIsRecorded() {
        String technician = running.signIn(Role.TECHNICIAN);
        for (String path :
                new String[] {
                    "/api/v1/encounters/V1/severity",
                    "/api/v1/encounters/V1/results",
                    "/api/v1/beds/h:ICU-1/severity",
                    "/api/v1/beds/h:ICU-1/results"
                }) {
            json(running.getAs(technician, path), 403);
            JsonNode record = Audit.of(folder).getLast();
            assertThat(record.get("action").asText()).isEqualTo("LOOK_HISTORY");
            assertThat(record.get("decision").asText()).isEqualTo("deny");
            json(running.getAs(running.signIn(Role.MENTOR), path), 200);
        }
    }
}

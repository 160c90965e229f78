// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.fake.Audit;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.center.fake.LiveProbe;
import org.tsunagu.center.fake.RunningCenter;
import org.tsunagu.journal.JournalState;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;

/// What no device sends comes in by hand: whose, how plausible, by whom, and back again.
class EntryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MINUTE = 60_000_000L;

    @TempDir Path folder;
    private RunningCenter running;
    private String nurse;
    private long now;

    @BeforeEach
    void start() {
        running = RunningCenter.start(folder);
        now = running.clock.micros();
        running.journal.append(now, Frames.admit("h:ICU-1", "V1", "P1", now - 600 * MINUTE));
        nurse = running.signIn(Role.NURSE);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private HttpResponse<byte[]> post(String cookie, String path, String body) {
        return running.send(
                path,
                HttpRequest.newBuilder(running.uri(path))
                        .header("Cookie", cookie)
                        .header("Origin", running.center.baseUrl())
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<byte[]> enter(String cookie, String members) {
        return post(
                cookie,
                "/api/v1/beds/h:ICU-1/entries",
                ("{'encounter':'V1'," + members + "}").replace('\'', '"'));
    }

    private JsonNode json(HttpResponse<byte[]> answer, int status) {
        assertThat(answer.statusCode()).as(RunningCenter.text(answer)).isEqualTo(status);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private String problem(HttpResponse<byte[]> answer, int status) {
        return json(answer, status).get("type").asText().replace("urn:tsunagu:problem:", "");
    }

    private ResultReport lastWritten() {
        return (ResultReport) running.journal.written.getLast();
    }

    @Test
    void anEntryIsInTheJournalBeforeItIsAnsweredAndSaysWhoAndWhen() {
        String taken = new AxisTime(now - 10 * MINUTE).toRfc3339();
        JsonNode entry =
                json(
                        enter(
                                nurse,
                                "'code':'LN:2524-7','value':4.20,'unit':'mmol/L','takenAt':'"
                                        + taken
                                        + "'"),
                        201);
        ResultReport report = lastWritten();
        assertThat(report.kind()).isEqualTo(SourceKind.ENTRY);
        assertThat(report.enteredBy()).isEqualTo("demo-nurse");
        assertThat(report.encounter().value()).isEqualTo("V1");
        assertThat(report.bed().value()).isEqualTo("h:ICU-1");
        Result result = report.results().getFirst();
        assertThat(result.reading()).isEqualTo(new Reading.Value(4.2, 2));
        assertThat(report.axis(result.takenAt()).toRfc3339()).isEqualTo(taken);
        assertThat(entry.get("name").asText()).isEqualTo("Lactate");
        assertThat(entry.get("enteredBy").asText()).isEqualTo("demo-nurse");
        assertThat(entry.get("at").asText()).isEqualTo(taken);
        JsonNode shown = json(running.getAs(nurse, "/api/v1/beds/h:ICU-1"), 200).at("/results/0");
        assertThat(shown.get("id")).isEqualTo(entry.get("id"));
        assertThat(shown.get("kind").asText()).isEqualTo("entry");
        JsonNode record =
                Audit.of(folder).stream()
                        .filter(each -> each.get("action").asText().equals("ENTER_RESULT"))
                        .findFirst()
                        .orElseThrow();
        assertThat(record.get("decision").asText()).isEqualTo("permit");
        assertThat(record.get("subject").asText()).isEqualTo("person:demo-nurse");
    }

    @Test
    void theGlasgowComaScaleComesAsItsTotalOrItsParts() {
        json(enter(nurse, "'code':'9269-2','value':14"), 201);
        assertThat(lastWritten().results().getFirst().unit()).isEqualTo("{score}");
        json(enter(nurse, "'code':'9269-2','components':{'eye':3,'verbal':4,'motor':6}"), 201);
        assertThat(lastWritten().results().getFirst().reading())
                .isEqualTo(new Reading.Value(13, 0));
        assertThat(
                        problem(
                                enter(
                                        nurse,
                                        "'code':'9269-2','components':{'eye':5,'verbal':4,'motor':6}"),
                                400))
                .isEqualTo("bad-parameter");
        assertThat(problem(enter(nurse, "'code':'9269-2','value':16"), 422))
                .isEqualTo("impossible");
        assertThat(problem(enter(nurse, "'code':'9269-2','value':9.5"), 422))
                .isEqualTo("impossible");
    }

    @Test
    void whatCannotBeIsRefusedWithTheLimitsAndNothingIsKept() {
        JsonNode acid = json(enter(nurse, "'code':'2744-1','value':735,'unit':'[pH]'"), 422);
        assertThat(acid.get("allowed").get(0).asText()).isEqualTo("6.5 to 8 [pH]");
        JsonNode unit = json(enter(nurse, "'code':'2345-7','value':20,'unit':''"), 422);
        assertThat(unit.get("parameter").asText()).isEqualTo("unit");
        assertThat(unit.get("allowed").toString()).contains("mg/dL").contains("mmol/L");
        assertThat(problem(enter(nurse, "'code':'LN:8867-4','value':80,'unit':'/min'"), 422))
                .isEqualTo("impossible");
        String later = new AxisTime(now + 1).toRfc3339();
        String before = new AxisTime(now - 601 * MINUTE).toRfc3339();
        for (String time : new String[] {later, before}) {
            JsonNode when =
                    json(enter(nurse, "'code':'9269-2','value':9,'takenAt':'" + time + "'"), 422);
            assertThat(when.get("parameter").asText()).isEqualTo("takenAt");
        }
        assertThat(running.journal.written).isEmpty();
    }

    @Test
    void whatIsRareIsAskedOnceMore() {
        String lactate = "'code':'2524-7','value':22,'unit':'mmol/L'";
        JsonNode asked = json(enter(nurse, lactate), 422);
        assertThat(asked.get("type").asText()).endsWith(":unusual");
        assertThat(asked.get("allowed").get(0).asText()).isEqualTo("0.6 to 15.3 mmol/L");
        assertThat(running.journal.written).isEmpty();
        json(enter(nurse, lactate + ",'confirmed':true"), 201);
        json(enter(nurse, "'code':'3150-0','value':40,'unit':'%'"), 201);
        json(enter(nurse, "'code':'3150-0','value':0.4,'unit':'1'"), 201);
        assertThat(problem(enter(nurse, "'code':'3150-0','value':400,'unit':'%'"), 422))
                .isEqualTo("impossible");
        json(enter(nurse, "'code':'8310-5','value':98.6,'unit':'[degF]'"), 201);
        json(enter(nurse, "'code':'tsunagu:oxygen','value':1"), 201);
        json(enter(nurse, "'code':'3151-8','value':6,'unit':'L/min'"), 201);
    }

    @Test
    void everythingOnTheListCanBeEnteredInItsOwnUnit() {
        JsonNode items = json(running.getAs(nurse, "/api/v1/entry-items"), 200).get("items");
        assertThat(items).hasSizeGreaterThan(25);
        for (JsonNode item : items) {
            double middle =
                    Math.rint(item.get("usualLowest").asDouble())
                                    == item.get("usualLowest").asDouble()
                            ? item.get("usualHighest").asDouble()
                            : item.get("usualLowest").asDouble();
            json(
                    enter(
                            nurse,
                            "'code':'"
                                    + item.get("code").asText()
                                    + "','value':"
                                    + middle
                                    + ",'unit':'"
                                    + item.get("unit").asText()
                                    + "'"),
                    201);
        }
    }

    @Test
    void anEntryForWhomThePageShowedNeverLandsOnSomebodyElse() {
        running.journal.append(now, Frames.discharge("h:ICU-1", "V1", "P1", now - 3_000));
        String body = "'code':'9269-2','value':9";
        assertThat(problem(enter(nurse, body), 409)).isEqualTo("occupant-changed");
        running.journal.append(now, Frames.admit("h:ICU-1", "V2", "P2", now - 2_000));
        assertThat(problem(enter(nurse, body), 409)).isEqualTo("occupant-changed");
        assertThat(running.journal.written).isEmpty();
    }

    @Test
    void whileTheJournalTakesNothingNothingIsClaimed() {
        running.journal.state =
                new JournalState.Refusing(JournalState.Cause.BROKER_AWAY, "away by the test");
        assertThat(problem(enter(nurse, "'code':'9269-2','value':9"), 503))
                .isEqualTo("journal-unavailable");
    }

    @Test
    void theSameKeyIsTheSameEntry() {
        String body = "'code':'9269-2','value':9,'key':'click-1'";
        JsonNode first = json(enter(nurse, body), 201);
        JsonNode second = json(enter(nurse, body), 201);
        assertThat(second.get("id")).isEqualTo(first.get("id"));
        JsonNode other = json(enter(nurse, body.replace("click-1", "click-2")), 201);
        assertThat(other.get("id")).isNotEqualTo(first.get("id"));
        assertThat(running.journal.written.get(0)).isEqualTo(running.journal.written.get(1));
    }

    @Test
    void onlyNursesAndIntensivistsEnterAndOnlyFromOurPages() {
        String body = "'code':'9269-2','value':9";
        json(enter(running.signIn(Role.INTENSIVIST), body), 201);
        json(enter(running.signIn(Role.MENTOR), body), 403);
        json(enter(running.signIn(Role.TECHNICIAN), body), 403);
        String path = "/api/v1/beds/h:ICU-1/entries";
        HttpRequest.BodyPublisher form = HttpRequest.BodyPublishers.ofString("{}");
        HttpResponse<byte[]> service =
                running.send(
                        path,
                        HttpRequest.newBuilder(running.uri(path))
                                .header("Authorization", "Bearer " + running.serviceToken())
                                .POST(form));
        assertThat(service.statusCode()).isEqualTo(403);
        HttpResponse<byte[]> foreign =
                running.send(
                        path,
                        HttpRequest.newBuilder(running.uri(path))
                                .header("Cookie", nurse)
                                .header("Origin", "https://elsewhere.example")
                                .POST(form));
        assertThat(problem(foreign, 403)).isEqualTo("origin");
        assertThat(Audit.of(folder).getLast().get("decision").asText()).isEqualTo("deny");
        assertThat(running.journal.written).hasSize(1);
    }

    private HttpResponse<byte[]> withdraw(String cookie, String id) {
        return post(cookie, "/api/v1/beds/h:ICU-1/entries/" + id + "/withdrawal", "");
    }

    private String idOf(String cookie, String members) {
        running.clock.advance(Duration.ofMinutes(1));
        return json(enter(cookie, members), 201).get("id").asText();
    }

    @Test
    void anEntryIsTakenBackByWhoMadeItOrByAnIntensivist() {
        String own = idOf(nurse, "'code':'9269-2','value':9");
        assertThat(withdraw(nurse, own).statusCode()).isEqualTo(204);
        ResultReport withdrawal = lastWritten();
        assertThat(withdrawal.results().getFirst().status()).isEqualTo(Result.Status.WITHDRAWN);
        assertThat(withdrawal.encounter().value()).isEqualTo("V1");
        assertThat(problem(withdraw(nurse, own), 404)).isEqualTo("not-found");
        assertThat(problem(withdraw(nurse, "nothing"), 404)).isEqualTo("not-found");
        String intensivist = running.signIn(Role.INTENSIVIST);
        String theirs = idOf(intensivist, "'code':'9269-2','value':11");
        assertThat(problem(withdraw(nurse, theirs), 403)).isEqualTo("not-yours");
        assertThat(Audit.of(folder).getLast().get("action").asText())
                .isEqualTo("WITHDRAW_RESULT_OF_OTHERS");
        String nurses = idOf(nurse, "'code':'8310-5','value':37.5,'unit':'Cel'");
        assertThat(withdraw(intensivist, nurses).statusCode()).isEqualTo(204);
        assertThat(lastWritten().enteredBy()).isEqualTo("demo-intensivist");
    }

    @Test
    void theSameThingOfTheSameMinuteEnteredAgainPutsTheFirstRight() {
        String first = json(enter(nurse, "'code':'9269-2','value':9"), 201).get("id").asText();
        JsonNode second = json(enter(nurse, "'code':'9269-2','value':12"), 201);
        assertThat(second.get("status").asText()).isEqualTo("corrected");
        JsonNode bed = json(running.getAs(nurse, "/api/v1/beds/h:ICU-1"), 200);
        assertThat(bed.get("results")).hasSize(1);
        assertThat(bed.at("/results/0/value").asInt()).isEqualTo(12);
        assertThat(withdraw(nurse, first).statusCode()).isEqualTo(404);
        assertThat(withdraw(nurse, second.get("id").asText()).statusCode()).isEqualTo(204);
        assertThat(json(running.getAs(nurse, "/api/v1/beds/h:ICU-1"), 200).get("results"))
                .isEmpty();
    }

    @Test
    void anEntryAndItsWithdrawalReachTheBedsPage() {
        try (LiveProbe page = running.live(nurse).hello()) {
            page.say("{\"type\":\"bed\",\"bed\":\"h:ICU-1\"}");
            page.await(112);
            String id = json(enter(nurse, "'code':'9269-2','value':9"), 201).get("id").asText();
            page.await(
                    "the entry",
                    item ->
                            item.get(0).asInt() == 112
                                    && item.at("/2/res/0/v").asInt() == 9
                                    && item.at("/2/res/0/by").asText().equals("demo-nurse"));
            page.items.clear();
            post(nurse, "/api/v1/beds/h:ICU-1/entries/" + id + "/withdrawal", "");
            page.await(
                    "the withdrawal",
                    item -> item.get(0).asInt() == 112 && item.at("/2/res").isEmpty());
        }
    }

    @Test
    void whatIsNoEntryIsAnsweredAndNeverFails() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] pieces = {
            "{",
            "}",
            "\"code\"",
            ":",
            ",",
            "\"LN:9269-2\"",
            "\"value\"",
            "1e400",
            "-0",
            "9",
            "null",
            "\"encounter\"",
            "\"V1\"",
            "\"unit\"",
            "\"\"",
            "\"components\"",
            "[",
            "]",
            "\u0000",
            "\"takenAt\"",
            "\"2026-99-99\"",
            "\"key\"",
            "true",
            "1" + "0".repeat(60),
            "é"
        };
        for (int i = 0; i < 300; i++) {
            StringBuilder body = new StringBuilder();
            for (int k = random.nextInt(16); k > 0; k--) {
                body.append(pieces[random.nextInt(pieces.length)]);
            }
            HttpResponse<byte[]> answer =
                    post(nurse, "/api/v1/beds/h:ICU-1/entries", body.toString());
            assertThat(answer.statusCode())
                    .as("seed %d: %s: %s", seed, body, RunningCenter.text(answer))
                    .isIn(400, 409, 422);
        }
        for (String value : new String[] {"1e400", "-1e400", "1e-400", "1e9", "-5"}) {
            HttpResponse<byte[]> answer =
                    enter(nurse, "'code':'2524-7','value':" + value + ",'unit':'mmol/L'");
            assertThat(answer.statusCode()).as(RunningCenter.text(answer)).isIn(400, 422);
        }
        assertThat(running.journal.written).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.fake.Await;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.center.fake.RunningCenter;
import org.tsunagu.store.history.AxisGap;
import org.tsunagu.store.history.NumericPage;
import org.tsunagu.store.history.RollUpPage;
import org.tsunagu.store.history.StoredEncounter;
import org.tsunagu.store.history.StoredStay;
import org.tsunagu.store.history.WaveformPage;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.ward.PersonId;

class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void bedsShowWhatTheSurfacePromises() {
        running.journal.append(now, Frames.admit("minato:ICU-10", "V1", "P1", now - 1_000_000));
        running.journal.append(now, Frames.heartRate("minato:ICU-10", 1, now - 2_000, 72));
        running.journal.append(
                now,
                Frames.alerting(
                        "minato:ICU-10",
                        2,
                        now,
                        Frames.alert("a1", Alert.Priority.HIGH, Alert.Phase.START, now)));
        running.journal.append(now, Frames.heartRate("minato:ICU-9", 1, now, 80));
        JsonNode beds = get("/api/v1/beds").get("beds");
        assertThat(beds.findValuesAsText("bed")).containsExactly("minato:ICU-9", "minato:ICU-10");
        JsonNode bed = get("/api/v1/beds/minato:ICU-10");
        assertThat(bed).isEqualTo(beds.get(1));
        assertThat(bed.get("facility").asText()).isEqualTo("minato");
        assertThat(bed.get("unit").isNull()).isTrue();
        assertThat(bed.get("state").asText()).isEqualTo("occupied");
        assertThat(bed.get("encounter").asText()).isEqualTo("V1");
        assertThat(bed.at("/numerics/0").toString())
                .isEqualTo(
                        "{\"code\":147842,\"name\":\"MDC_ECG_HEART_RATE\",\"value\":72,"
                                + "\"unit\":\"/min\",\"at\":\"2026-03-01T11:59:59.998000Z\","
                                + "\"ageMillis\":2,\"uncertaintyMicros\":2000,\"stale\":false,"
                                + "\"source\":\"monitor@minato:ICU-10\"}");
        assertThat(bed.at("/alerts/0/priority").asText()).isEqualTo("high");
        assertThat(bed.at("/alerts/0/seenBy").isArray()).isTrue();
        assertThat(bed.get("severity").isNull()).isTrue();
        assertThat(bed.get("severityReason").asText()).isEqualTo("not-scored-yet");
        assertThat(bed.toString()).doesNotContain("山田");
    }

    @Test
    void anAbsentValueIsNullWithItsReason() {
        var absent =
                new org.tsunagu.telemetry.signal.Numeric(
                        Frames.SPO2,
                        new org.tsunagu.telemetry.axis.DeviceTime(now - Frames.OFFSET),
                        new Reading.Absent(AbsentReason.SENSOR_OFF),
                        "%",
                        Frames.STALE);
        running.journal.append(now, Frames.frame("b", 1, now, null, List.of(absent), List.of()));
        JsonNode numeric = get("/api/v1/beds/b").at("/numerics/0");
        assertThat(numeric.get("value").isNull()).isTrue();
        assertThat(numeric.get("absentReason").asText()).isEqualTo("sensor-off");
    }

    @Test
    void aBedIdMayHoldAnyCharacter() {
        for (String id : List.of("a:b/c d", "北野:ICU-1", "x?y#z", "100%", "a+b", "..", "%2F")) {
            running.journal.append(now, Frames.heartRate(id, 1, now, 70));
            assertThat(get("/api/v1/beds/" + encoded(id)).get("bed").asText()).isEqualTo(id);
        }
        assertThat(running.getAsStranger("/api/v1/beds/%C3%28").statusCode()).isEqualTo(400);
    }

    @Test
    void anUnknownBedIsNotFoundInWords() {
        JsonNode problem = json(running.get("/api/v1/beds/nowhere"), 404);
        assertThat(problem.get("type").asText()).isEqualTo("urn:tsunagu:problem:not-found");
        json(running.get("/api/v1/beds/nowhere/numerics?code=147842"), 404);
        json(running.get("/api/v1/beds/nowhere/waveforms?code=147842"), 404);
        json(running.get("/api/v1/encounters/nowhere"), 404);
        json(running.get("/api/v1/encounters/nowhere/numerics?code=147842"), 404);
        json(running.get("/api/v1/nothing"), 404);
    }

    @Test
    void whatCannotBeUsedIsNamedWithWhatIsAllowed() {
        String base = "/api/v1/beds/b/numerics?";
        assertThat(json(running.get(base), 400).get("parameter").asText()).isEqualTo("code");
        JsonNode problem = json(running.get(base + "code=147842&resolution=5m"), 400);
        assertThat(problem.get("parameter").asText()).isEqualTo("resolution");
        assertThat(problem.get("allowed").toString()).contains("15m");
        for (String bad :
                List.of(
                        "code=NONSENSE",
                        "code=147842&from=yesterday",
                        "code=147842&from=2026-03-01T12:00:00Z&to=2026-03-01T12:00:00Z",
                        "code=147842&form=2026-03-01T12:00:00Z",
                        "code=147842&code=147842",
                        "code=147842&limit=0",
                        "code=147842&limit=99999999999")) {
            assertThat(json(running.get(base + bad), 400).has("parameter")).as(bad).isTrue();
        }
    }

    @Test
    void anotherMethodIsToldWhichOnesAreServed() {
        HttpResponse<byte[]> answer =
                running.send(
                        "/api/v1/beds",
                        HttpRequest.newBuilder(running.uri("/api/v1/beds")).DELETE());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET");
    }

    @Test
    void numericsPageByAReadyAddress() {
        running.journal.append(now, Frames.heartRate("b", 1, now, 70));
        for (int i = 0; i < 25; i++) {
            running.history.points.add(
                    new NumericPage.Point(
                            new AxisTime(now - 25_000_000 + i * 1_000_000L),
                            i == 3
                                    ? new Reading.Absent(AbsentReason.NOT_MEASURED)
                                    : new Reading.Value(70.5 + i, 1),
                            "/min",
                            5,
                            new BedId("b"),
                            new EncounterId("V1"),
                            new SourceId("s")));
        }
        running.history.gaps.add(
                new AxisGap(new AxisTime(now - 9), new AxisTime(now - 5), GapReason.FRAMES_LOST));
        int points = 0;
        int pages = 0;
        String path = "/api/v1/beds/b/numerics?code=MDC_ECG_HEART_RATE&limit=10";
        while (path != null) {
            JsonNode page = get(path);
            points += page.get("points").size();
            pages++;
            path = page.get("next").isNull() ? null : page.get("next").asText();
            assertThat(page.get("code").asInt()).isEqualTo(147842);
            assertThat(page.at("/gaps/0/reason").asText()).isEqualTo("frames-lost");
        }
        assertThat(points).isEqualTo(25);
        assertThat(pages).isEqualTo(3);
        assertThat(running.history.lastThread).contains("VirtualThread");
    }

    @Test
    void rollUpsCarryMinMaxMeanAndCount() {
        running.journal.append(now, Frames.heartRate("b", 1, now, 70));
        running.history.buckets.add(
                new RollUpPage.Bucket(new AxisTime(now), 60, 80.5, 70.25, 60, "/min", null));
        JsonNode point = get("/api/v1/beds/b/numerics?code=147842&resolution=1m").at("/points/0");
        assertThat(point.get("min").asDouble()).isEqualTo(60);
        assertThat(point.get("mean").asDouble()).isEqualTo(70.25);
        assertThat(point.has("value")).isFalse();
    }

    @Test
    void waveformsAreTheSamplesAsSentInJsonAndInCbor() throws Exception {
        running.journal.append(now, Frames.wave("b", 1, now));
        running.history.segments.add(segment(Samples.of(-32768, 0, 1, 32767)));
        running.history.segments.add(segment(Samples.of(-100_000, 0, 8_388_607)));
        String path = "/api/v1/beds/b/waveforms?code=131330";
        JsonNode page = get(path);
        assertThat(page.at("/segments/0/samples").toString()).isEqualTo("[-32768,0,1,32767]");
        assertThat(page.at("/segments/0/rate").toString())
                .isEqualTo("{\"numerator\":24989,\"denominator\":400}");
        HttpResponse<byte[]> cbor =
                running.send(
                        path,
                        HttpRequest.newBuilder(running.uri(path))
                                .header("Authorization", "Bearer " + running.serviceToken())
                                .header("Accept", "application/cbor"));
        assertThat(cbor.headers().firstValue("content-type")).contains("application/cbor");
        assertThat(typedArrays(cbor.body()))
                .containsExactly(
                        List.of(77, -32768, 0, 1, 32767), List.of(78, -100_000, 0, 8_388_607));
    }

    private static List<List<Integer>> typedArrays(byte[] body) throws IOException {
        List<List<Integer>> arrays = new java.util.ArrayList<>();
        try (CBORParser in = new CBORFactory().createParser(body)) {
            while (in.nextToken() != null) {
                if (in.currentToken()
                        == com.fasterxml.jackson.core.JsonToken.VALUE_EMBEDDED_OBJECT) {
                    int tag = in.getCurrentTag();
                    ByteBuffer bytes =
                            ByteBuffer.wrap(((JsonParser) in).getBinaryValue())
                                    .order(ByteOrder.LITTLE_ENDIAN);
                    List<Integer> values = new java.util.ArrayList<>(List.of(tag));
                    while (bytes.hasRemaining()) {
                        values.add(tag == 77 ? bytes.getShort() : bytes.getInt());
                    }
                    arrays.add(values);
                }
            }
        }
        return arrays;
    }

    private WaveformPage.Segment segment(Samples samples) {
        return new WaveformPage.Segment(
                new AxisTime(now),
                10,
                new BedId("b"),
                null,
                new SampleRate(24989, 400),
                62.47,
                0.005,
                -1.5,
                "mV",
                samples);
    }

    private void storeEncounter() {
        running.history.encounters.put(
                new EncounterId("V1"),
                new StoredEncounter(
                        new EncounterId("V1"),
                        new Patient(new PersonId("P1"), "山田 太郎", "1950-01-01", "M"),
                        List.of(
                                new StoredStay(
                                        new BedId("minato:ICU-1"),
                                        new EncounterId("V1"),
                                        new PersonId("P1"),
                                        new AxisTime(now - 5_000_000),
                                        null))));
    }

    @Test
    void anEncounterFollowsThePatientAndTheNameIsForThoseWhoMayKnow() {
        storeEncounter();
        running.journal.append(now, Frames.admit("minato:ICU-1", "V1", "P1", now - 5_000_000));
        running.journal.append(now, Frames.heartRate("minato:ICU-1", 1, now, 70));
        String path = "/api/v1/encounters/V1";
        JsonNode nurse = json(running.getAs(running.signIn(Role.NURSE), path), 200);
        assertThat(nurse.get("bed").asText()).isEqualTo("minato:ICU-1");
        assertThat(nurse.at("/numerics/0/value").asInt()).isEqualTo(70);
        assertThat(nurse.at("/person/name").asText()).isEqualTo("山田 太郎");
        assertThat(nurse.at("/stays/0/to").isNull()).isTrue();
        JsonNode mentor = json(running.getAs(running.signIn(Role.MENTOR), path), 200);
        assertThat(mentor.get("person").isNull()).isTrue();
        assertThat(mentor.toString()).doesNotContain("山田");
        json(running.getAs(running.signIn(Role.TECHNICIAN), path), 403);
        get(path + "/numerics?code=147842");
        get(path + "/waveforms?code=131330");
    }

    @Test
    void anEncounterThatIsOverHasNoPresentValues() {
        storeEncounter();
        JsonNode over = get("/api/v1/encounters/V1");
        assertThat(over.get("bed").isNull()).isTrue();
        assertThat(over.get("numerics")).isEmpty();
    }

    @Test
    void whileTheStoreIsAwayBedsGoOnAndHistorySaysSo() {
        running.journal.append(now, Frames.heartRate("b", 1, now, 70));
        running.history.away = true;
        assertThat(get("/api/v1/beds").get("beds")).hasSize(1);
        JsonNode problem = json(running.get("/api/v1/beds/b/numerics?code=147842"), 503);
        assertThat(problem.get("type").asText()).endsWith("store-unavailable");
        json(running.get("/api/v1/encounters/V9"), 503);
    }

    @Test
    void sourcesAndAnomaliesAreListed() {
        running.journal.append(
                now,
                new SourceReport(
                        new SourceId("m1"),
                        SourceKind.DEVICE_STREAM,
                        "127.0.0.1:5000",
                        new ClockStamp(-5, 9),
                        null,
                        new ArrivalTime(now),
                        10,
                        2,
                        1,
                        0,
                        true),
                new AnomalyReport(
                        "bed-id-conflict",
                        new SourceId("m1"),
                        3,
                        new ArrivalTime(now - 5),
                        new ArrivalTime(now),
                        "x"));
        JsonNode source = get("/api/v1/sources").at("/sources/0");
        assertThat(source.get("protocol").asText()).isEqualTo("device-stream");
        assertThat(source.get("offsetMicros").asLong()).isEqualTo(-5);
        assertThat(source.get("driftPpm").isNull()).isTrue();
        JsonNode anomaly = get("/api/v1/anomalies").at("/anomalies/0");
        assertThat(anomaly.get("count").asInt()).isEqualTo(3);
        assertThat(anomaly.get("kind").asText()).isEqualTo("bed-id-conflict");
    }

    @Test
    void healthIsForEverybodyAndReadinessFollowsTheParts() {
        assertThat(json(running.getAsStranger("/health/live"), 200).get("status").asText())
                .isEqualTo("up");
        json(running.getAsStranger("/health/ready"), 200);
        running.unready = "journal away: start the broker";
        assertThat(json(running.getAsStranger("/health/ready"), 503).toString())
                .contains("start the broker");
    }

    @Test
    void metricsAreReadableFromThisMachine() {
        running.get("/api/v1/beds");
        Await.until(
                "the answer is counted",
                () ->
                        RunningCenter.text(running.getAsStranger("/metrics"))
                                .contains("tsunagu_http_answers"));
        assertThat(RunningCenter.text(running.getAsStranger("/metrics")))
                .contains("tsunagu_live_dropped")
                .contains("tsunagu_audit_ok 1.0");
    }

    @Test
    void theDocumentIsServed() {
        JsonNode document = json(running.getAsStranger("/api/v1/openapi.json"), 200);
        assertThat(document.get("openapi").asText()).startsWith("3.1");
    }

    @Test
    void noiseInQueriesIsAnsweredAndNeverFails() {
        running.journal.append(now, Frames.heartRate("b", 1, now, 70));
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> pieces =
                List.of(
                        "code=",
                        "from=",
                        "to=",
                        "resolution=",
                        "limit=",
                        "&",
                        "=",
                        "147842",
                        "2026-03-01T12:00:00Z",
                        "%00",
                        "%FF",
                        "+",
                        "%",
                        "raw",
                        "1m",
                        "-1",
                        "a:b",
                        "+999999999-01-01T00:00:00Z",
                        "é",
                        "\"");
        for (int i = 0; i < 300; i++) {
            StringBuilder query = new StringBuilder();
            for (int k = random.nextInt(8); k > 0; k--) {
                query.append(pieces.get(random.nextInt(pieces.size())));
            }
            String path = "/api/v1/beds/b/numerics?" + query.toString().replace("\"", "%22");
            HttpResponse<byte[]> answer = rawGet(path);
            assertThat(answer.statusCode())
                    .as("seed %d: %s %s", seed, path, RunningCenter.text(answer))
                    .isIn(200, 400);
        }
    }

    /// Sends a target that a URI class would refuse.
    private HttpResponse<byte[]> rawGet(String path) {
        String safe = path.replaceAll("%(?![0-9A-F]{2})", "%25").replace("é", "%C3%A9");
        return running.get(safe);
    }

    @Test
    void localCodesAreText() {
        running.journal.append(
                now,
                Frames.frame(
                        "b",
                        1,
                        now,
                        null,
                        List.of(Frames.numeric(MetricCode.local("99X", "y"), now, 1.5)),
                        List.of()));
        JsonNode numeric = get("/api/v1/beds/b").at("/numerics/0");
        assertThat(numeric.get("code").asText()).isEqualTo("99X:y");
        assertThat(numeric.get("value").asDouble()).isEqualTo(1.5);
        assertThat(get("/api/v1/beds/b/numerics?code=99X:y").get("code").isTextual()).isTrue();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.SupportCenter;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.deployment.platform.PlatformOptions;
import org.tsunagu.simulator.media.MediaLoop;
import org.tsunagu.simulator.media.MediaViewer;
import org.tsunagu.simulator.media.WhipSignalling;
import org.tsunagu.simulator.media.rtsp.CameraClip;
import org.tsunagu.simulator.media.rtsp.CameraHabits;
import org.tsunagu.simulator.media.rtsp.CameraHabits.Fault;
import org.tsunagu.simulator.media.rtsp.SimulatedCamera;
import org.tsunagu.simulator.media.sdp.VideoCodec;

/// An RTSP camera of the site file, from its own socket to a player's: the whole platform between.
@Timeout(300)
class CameraRoomIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOM = "/api/v1/rooms/or-7";
    private static final String ACCOUNT = "viewer";
    private static final int ENOUGH_FRAMES = 60;
    private static final Duration NINE_HOURS = Duration.ofHours(9);
    private static final CameraHabits GOOD =
            CameraHabits.good().knowing(ACCOUNT, "a word", "SHA-256").wrongBy(NINE_HOURS);

    @TempDir private Path folder;
    private SimulatedCamera camera;
    private Platform platform;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        camera = SimulatedCamera.start(CameraClip.synthetic(7, 300, 15, 20_000), GOOD);
        Path secret = Files.writeString(folder.resolve("camera.secret"), "a word\n");
        Path site =
                Files.writeString(
                        folder.resolve("site.yaml"),
                        """
                        facilities:
                          - {id: minato, name: みなと中央病院}
                        rooms:
                          - id: or-7
                            title: 第7手術室
                            bed: "minato:OR-7"
                            cameras:
                              - {source: ceiling, label: 天井, url: "%s", user: %s, passwordFile: %s}
                        """
                                .formatted(camera.address(), ACCOUNT, secret));
        PlatformOptions quiet = PlatformOptions.quiet(folder.resolve("data"));
        platform =
                Platform.start(
                        new PlatformOptions(
                                0,
                                quiet.data(),
                                0,
                                0,
                                0,
                                0,
                                quiet.bind(),
                                List.of(),
                                List.of(),
                                null,
                                null,
                                site,
                                null,
                                null,
                                null),
                        _ -> {});
        api = new Api(platform.ready());
    }

    @AfterEach
    void stop() {
        api.close();
        platform.close();
        camera.close();
    }

    @Test
    void itsPicturesReachAPlayerAndEveryChangeIsSaid() throws Exception {
        Await.until(
                "the camera in its room", () -> picture().path("phase").asText().equals("live"));
        assertThat(picture().path("label").asText()).isEqualTo("天井");
        assertThat(picture().path("bridge").asText()).isEqualTo("embedded");
        Await.until(
                "its frames named, however wrong its clock is",
                () -> picture().path("naming").asText().equals("sender-report"));
        assertThat(audited("PUBLISH_SOURCE"))
                .anySatisfy(
                        record -> {
                            assertThat(record.toString()).contains("or-7/ceiling");
                            assertThat(record.path("bed").asText()).isEqualTo("minato:OR-7");
                            assertThat(record.path("decision").asText()).isEqualTo("permit");
                        });
        assertThat(api.text("/health/ready")).contains("1 of 1 cameras");
        aPlayerSeesIt();

        camera.behave(GOOD.doing(Fault.MUTE, 0));
        camera.dropEverybody();
        Await.until(
                "the platform saying that the camera does not answer",
                () -> api.text("/health/ready").contains("0 of 1 cameras"));
        assertThat(api.text("/health/ready")).contains("or-7/ceiling: ");
        Await.until(
                "no picture in the room", () -> !picture().path("phase").asText().equals("live"));
        int before = audited("PUBLISH_SOURCE").size();
        camera.behave(GOOD);
        Await.until("its pictures again", () -> picture().path("phase").asText().equals("live"));
        assertThat(audited("PUBLISH_SOURCE")).hasSizeGreaterThan(before);
    }

    private JsonNode picture() {
        for (JsonNode source : api.get(ROOM).path("sources")) {
            if (source.path("source").asText().equals("ceiling")) {
                return source;
            }
        }
        return JSON.nullNode();
    }

    private void aPlayerSeesIt() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient();
                var loop = new MediaLoop("test-player")) {
            JsonNode let = token(http);
            String endpoint =
                    platform.ready().http() + URI.create(let.path("whep").asText()).getPath();
            var door = new WhipSignalling(http, URI.create(endpoint), let.path("token").asText());
            try (MediaViewer player =
                    of(
                            MediaViewer.connect(
                                    loop,
                                    InetAddress.getLoopbackAddress(),
                                    door,
                                    new MediaViewer.Options(List.of(VideoCodec.H264), 0)))) {
                Await.until("pictures", () -> of(player.figures()).frames() >= ENOUGH_FRAMES);
                assertThat(of(player.figures()).lost()).isZero();
                assertThat(of(player.figures()).broken()).isZero();
                door.end();
            }
        }
    }

    private JsonNode token(HttpClient http) throws Exception {
        HttpResponse<byte[]> made =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(platform.ready().http() + ROOM + "/tokens"))
                                .header(
                                        "Authorization",
                                        "Bearer " + platform.ready().serviceToken())
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"source\":\"ceiling\",\"direction\":\"view\","
                                                        + "\"minutes\":5}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(made.statusCode()).isEqualTo(201);
        return JSON.readTree(made.body());
    }

    private List<JsonNode> audited(String action) {
        try (Stream<Path> files = Files.list(SupportCenter.auditFolder(folder.resolve("data")))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .flatMap(CameraRoomIT::lines)
                    .filter(record -> record.path("action").asText().equals(action))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Stream<JsonNode> lines(Path file) {
        try {
            return JSON
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(file.toFile())
                    .readAll()
                    .stream();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}

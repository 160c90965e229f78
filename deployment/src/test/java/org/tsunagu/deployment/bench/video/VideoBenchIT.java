// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.deployment.bench.BenchReport;
import org.tsunagu.simulator.media.clip.SyntheticClip;
import org.tsunagu.simulator.media.clip.SyntheticClip.Shape;
import org.tsunagu.simulator.media.sdp.VideoCodec;

/// The clients of the bench at the embedded bridge in a process of its own, and a quick bench.
@Timeout(300)
class VideoBenchIT {
    private static final int SECONDS = 4;
    private static final long FRAMES = SECONDS * 60L;

    @TempDir private Path folder;

    private static void everyFrameOf1080p60Comes(VideoCodec codec) throws Exception {
        try (EmbeddedProcess bridge = EmbeddedProcess.start();
                Clients clients = Clients.at(bridge, SyntheticClip.of(Shape.p1080(codec, 8), 5))) {
            clients.view(bridge.viewing());
            clients.play(1);

            Stretch stretch = clients.measure(SECONDS, bridge);

            assertThat(stretch.frames()).isEqualTo(FRAMES);
            assertThat(stretch.framesReceived()).isEqualTo(FRAMES);
            assertThat(stretch.lost(1)).isZero();
            assertThat(stretch.bridgeMillis()).isPositive();
            assertThat(stretch.bridgeMiB()).isPositive();
        }
    }

    @Test
    void vp8FramesInAreFramesOut() throws Exception {
        everyFrameOf1080p60Comes(VideoCodec.VP8);
    }

    @Test
    void h264FramesInAreFramesOut() throws Exception {
        everyFrameOf1080p60Comes(VideoCodec.H264);
    }

    @Test
    void aQuickBenchFillsEveryRow() throws Exception {
        var report = new BenchReport("video");
        var said = new StringWriter();
        var out = new PrintWriter(said);
        var wish = new VideoBench.Wish(1, VideoBench.Part.BRIDGE, null, null, null, "");
        VideoBench.bridges(wish, BridgePlan.quick(), report, out);
        report.publish(out, folder);

        JsonNode rows = new ObjectMapper().readTree(Files.readString(folder.resolve("video.json")));
        List<String> bridges =
                rows.get("rows").valueStream().map(row -> row.get("bridge").asText()).toList();
        assertThat(bridges)
                .containsExactly(
                        "none",
                        "embedded",
                        "embedded",
                        "embedded, most streams",
                        "embedded, 1080p60 at 8 Mbit/s");
        JsonNode two = rows.get("rows").get(2);
        assertThat(two.get("viewers").asText()).isEqualTo("2");
        assertThat(two.get("lost").asText()).startsWith("0 of ");
        assertThat(Double.parseDouble(two.get("CPU ms per forwarded Mbit").asText())).isPositive();
        assertThat(Double.parseDouble(two.get("delay p50 ms").asText())).isPositive();
    }
}

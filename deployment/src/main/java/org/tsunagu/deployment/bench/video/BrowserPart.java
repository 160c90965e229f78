// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of the video bench that needs real browsers: a platform in a process of its own, two
/// Chromium that look at it, and the scripts of `support-center/web/bench` that measure.
public final class BrowserPart {
    private static final List<String> CHROMIUM =
            List.of("chromium", "chromium-browser", "google-chrome");
    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final int BEDS = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    private BrowserPart() {}

    /// What is asked for.
    ///
    /// @param only letters of the parts, with commas between: `a` canvas to glass, `b` strokes, `c`
    ///     names of frames, `d` video to vitals, `e` bad lines, `f` an encoder without a browser;
    ///     empty: all
    /// @param seconds measured in each part
    /// @param jitsi Jitsi Videobridge that carries the pictures; null: the bridge of the platform
    public record Options(String only, int seconds, @Nullable URI jitsi) {}

    /// Measures.
    ///
    /// @return rows of a table, cells in order of columns; what could not be measured is a row that
    ///     says so
    public static List<Map<String, String>> rows(Options options, PrintWriter out)
            throws IOException, InterruptedException {
        Path chromium = onPath(CHROMIUM);
        Path node = onPath(List.of("node"));
        if (chromium == null || node == null) {
            String missing = chromium == null ? "no Chromium on the PATH" : "no node on the PATH";
            return List.of(Map.of("part", "browsers", "what", "not measured: " + missing));
        }
        Path folder = Files.createTempDirectory("tsunagu-bench-video-");
        try (ChildPlatform platform = ChildPlatform.start(folder, BEDS, options.jitsi(), out)) {
            return measured(options, platform, node, chromium, folder, out);
        } finally {
            delete(folder);
        }
    }

    private static List<Map<String, String>> measured(
            Options options,
            ChildPlatform platform,
            Path node,
            Path chromium,
            Path folder,
            PrintWriter out)
            throws IOException, InterruptedException {
        Process script = script(options, platform, node, chromium, folder);
        try {
            List<Map<String, String>> rows = new ArrayList<>();
            try (BufferedReader lines = script.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.println("  " + line);
                    out.flush();
                    if (line.startsWith("{")) {
                        rows.add(row(JSON.readTree(line)));
                    }
                }
            }
            if (!script.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                rows.add(Map.of("part", "browsers", "what", "did not end within " + LONGEST));
            }
            return rows;
        } finally {
            script.descendants().forEach(ProcessHandle::destroyForcibly);
            script.destroyForcibly();
        }
    }

    private static Process script(
            Options options, ChildPlatform platform, Path node, Path chromium, Path folder)
            throws IOException {
        Path web =
                Path.of(System.getProperty("tsunagu.root", "."), "support-center", "web")
                        .toAbsolutePath();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                node.toString(),
                                "bench/video.mjs",
                                "--ready",
                                platform.readyFile().toString(),
                                "--chromium",
                                chromium.toString(),
                                "--folder",
                                folder.toString(),
                                "--bridge",
                                options.jitsi() == null ? "embedded" : "jitsi",
                                "--seconds",
                                Integer.toString(options.seconds())));
        if (!options.only().isEmpty()) {
            command.addAll(List.of("--only", options.only()));
        }
        var builder = new ProcessBuilder(command).directory(web.toFile()).redirectErrorStream(true);
        builder.environment().put("TSUNAGU_JAVA", ChildPlatform.java());
        builder.environment().put("TSUNAGU_CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    private static Map<String, String> row(JsonNode line) {
        Map<String, String> cells = new LinkedHashMap<>();
        line.properties().forEach(cell -> cells.put(cell.getKey(), cell.getValue().asText()));
        return cells;
    }

    private static @Nullable Path onPath(List<String> programs) {
        return programs.stream().flatMap(BrowserPart::found).findFirst().orElse(null);
    }

    private static Stream<Path> found(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

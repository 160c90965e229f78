// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.deployment.data.ReadyFile;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.deployment.platform.PlatformOptions;

/// Starts the platform in this process and lets a real Chromium look at it; what it must see stands
/// in `support-center/web/e2e`, one check a sentence.
class BrowserIT {
    private static final Path ROOT =
            Path.of(System.getProperty("tsunagu.root", ".")).toAbsolutePath().normalize();
    private static final Path WEB = ROOT.resolve("support-center/web");
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final List<String> CHROMIUM =
            List.of("chromium", "chromium-browser", "google-chrome");
    /// So a check begins that did not hold (`e2e/stage.mjs`).
    private static final String FAILED = "FAILED";

    private static final int BEDS = 12;
    private static final int BEDS_OF_A_ROOM = 2;

    private static Path chromium = Path.of("");

    @TempDir Path data;

    @BeforeAll
    static void needsBrowserAndScripts() {
        Optional<Path> found = CHROMIUM.stream().flatMap(BrowserIT::onPath).findFirst();
        assumeTrue(found.isPresent(), "no Chromium on the PATH: apt-get install chromium");
        assumeTrue(onPath("node").findAny().isPresent(), "no Node.js on the PATH: install 20+");
        chromium = found.orElseThrow();
    }

    @Test
    void theBedPageShowsWhatDevicesSayWithItsAgeAndItsGaps() throws Exception {
        look("bedside", 0);
    }

    @Test
    void theWardBoardLivesAndNothingOldLooksFresh() throws Exception {
        look("ward", BEDS);
    }

    @Test
    void theRiskStandsWithWhatItDoesNotKnowAndPeopleAddWhatNoDeviceSends() throws Exception {
        look("severity", BEDS);
    }

    @Test
    void theMentorsStrokeLiesOnTheRightFrameInTheOperatingRoomBesideTheVitals() throws Exception {
        look("room", BEDS_OF_A_ROOM);
    }

    private void look(String part, int beds) throws Exception {
        try (Platform platform = Platform.start(options(beds), System.out::println);
                Stagehands stagehands = Stagehands.ready(platform, recording())) {
            Process script = script(part, platform.ready(), stagehands);
            try {
                CompletableFuture<List<String>> told =
                        CompletableFuture.supplyAsync(() -> tell(script));
                boolean ended = script.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                assertThat(ended).as("the browser checks ended within %s", PATIENCE).isTrue();
                assertThat(told.join()).as("what e2e/run.mjs %s did not see", part).isEmpty();
                assertThat(script.exitValue()).as("exit code of e2e/run.mjs %s", part).isZero();
            } finally {
                script.descendants().forEach(ProcessHandle::destroyForcibly);
                script.destroyForcibly();
            }
        }
    }

    private PlatformOptions options(int beds) {
        PlatformOptions quiet = PlatformOptions.quiet(data);
        return new PlatformOptions(
                beds,
                quiet.data(),
                quiet.httpPort(),
                quiet.mllpPort(),
                quiet.devicePort(),
                quiet.mediaPort(),
                quiet.bind(),
                quiet.plainFrom(),
                quiet.jitsi(),
                quiet.kafka(),
                quiet.jdbc(),
                quiet.config(),
                quiet.readyFile(),
                quiet.tlsCertificate(),
                quiet.tlsKey());
    }

    /// Real recordings are not part of the project; without them that one check says so.
    private static Optional<Path> recording() {
        Path record = ROOT.resolve("../shared/data/wfdb/mixedsignals.hea").normalize();
        return Files.exists(record) ? Optional.of(record) : Optional.empty();
    }

    private static Process script(String part, ReadyFile ready, Stagehands stagehands)
            throws IOException {
        Path pictures = ROOT.resolve("deployment/target/browser");
        Files.createDirectories(pictures);
        var builder =
                new ProcessBuilder("node", "e2e/run.mjs", part)
                        .directory(WEB.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("TSUNAGU_HTTP", ready.http());
        builder.environment().put("TSUNAGU_MLLP", Integer.toString(ready.mllp()));
        builder.environment().put("TSUNAGU_SERVICE_TOKEN", ready.serviceToken());
        builder.environment().put("TSUNAGU_STAGE", stagehands.address().toString());
        builder.environment().put("TSUNAGU_RECORDING", recording().isPresent() ? "yes" : "no");
        builder.environment().put("TSUNAGU_PICTURES", pictures.toString());
        builder.environment().put("TSUNAGU_CHROMIUM", chromium.toString());
        return builder.start();
    }

    /// Prints what the script says.
    ///
    /// @return what went wrong, with the line that says why
    private static List<String> tell(Process script) {
        List<String> wrong = new ArrayList<>();
        boolean why = false;
        try (BufferedReader lines = script.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println("  browser  " + line);
                boolean failed = line.startsWith(FAILED);
                if (failed || why) {
                    wrong.add(line);
                }
                why = failed;
            }
        } catch (IOException ended) {
            System.out.println("  browser  its output ended early: " + ended.getMessage());
        }
        return wrong;
    }

    private static Stream<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }
}

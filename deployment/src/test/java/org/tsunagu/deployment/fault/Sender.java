// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tsunagu.deployment.data.ReadyFile;
import org.tsunagu.simulator.load.SenderProcess;

/// A [SenderProcess] and its log, which is the truth about what was acknowledged.
final class Sender implements AutoCloseable {
    /// Waveform every frame carries.
    static final String CODE = "131330";

    /// Samples of one frame, at 250 Hz.
    static final int SAMPLES = 25;

    private static final long NEVER_MET_FRAMES = 50_000;

    private final ChildJvm process;
    private final Path log;
    private final List<String> beds;

    /// One acknowledged frame.
    record Acknowledged(String bed, long firstMicros, String hash) {}

    private Sender(ChildJvm process, Path log, List<String> beds) {
        this.process = process;
        this.log = log;
        this.beds = beds;
    }

    /// Starts a sender whose beds are without a hole: one 100 ms frame after the other.
    ///
    /// @param folder its log and output
    static Sender start(ReadyFile ready, Path folder, String source, List<String> beds, long seed) {
        Path log = folder.resolve(source + ".log");
        long frameMillis = 100 / beds.size();
        List<String> arguments =
                List.of(
                        "--url", "ws://127.0.0.1:" + ready.device(),
                        "--token", ready.deviceToken(),
                        "--source", source,
                        "--epoch", Long.toString(seed),
                        "--beds", String.join(",", beds),
                        "--log", log.toString(),
                        "--frames", Long.toString(NEVER_MET_FRAMES),
                        "--frame-millis", Long.toString(frameMillis),
                        "--seed", Long.toString(seed));
        return new Sender(
                ChildJvm.start(SenderProcess.class, folder.resolve(source + ".out"), arguments),
                log,
                beds);
    }

    List<String> beds() {
        return beds;
    }

    /// Waits until so many frames more are acknowledged than by now.
    void awaitMoreAcknowledged(String when, int more) {
        int before = acknowledged().size();
        Await.until(
                () ->
                        "acknowledgements "
                                + when
                                + ": "
                                + (acknowledged().size() - before)
                                + " came\n"
                                + process.output(),
                Await.LONG,
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("the sender ended " + when + process.output());
                    }
                    return acknowledged().size() >= before + more;
                });
    }

    /// Sends no new frame any more and waits until every frame sent is acknowledged.
    ///
    /// @return the whole log
    List<Acknowledged> finish(Duration most) {
        process.endInput();
        Await.until(
                () -> "the sender's end; " + acknowledged().size() + " acknowledged",
                most,
                () -> !process.isAlive());
        List<String> lines = lines();
        if (process.awaitExit() != 0 || !lines.getLast().startsWith("end ")) {
            throw new AssertionError("not everything was acknowledged: " + process.output());
        }
        if (lines.stream().anyMatch(line -> line.matches("(refused|failed) .*"))) {
            throw new AssertionError("frames were refused: " + log);
        }
        return acknowledged();
    }

    /// What is acknowledged by now.
    List<Acknowledged> acknowledged() {
        List<Acknowledged> all = new ArrayList<>();
        for (String line : lines()) {
            String[] words = line.split(" ");
            if (words[0].equals("ack") && words.length == 6) {
                all.add(new Acknowledged(words[3], Long.parseLong(words[4]), words[5]));
            }
        }
        return all;
    }

    private List<String> lines() {
        try {
            if (!Files.exists(log)) {
                return List.of();
            }
            String text = Files.readString(log, StandardCharsets.UTF_8);
            // a line under way is not said yet
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}

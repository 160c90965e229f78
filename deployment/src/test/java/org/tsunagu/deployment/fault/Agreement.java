// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tsunagu.simulator.load.SenderProcess;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.signal.Samples;

/// Whether a sender's log and the waveform API agree: every acknowledged frame is there, once, with
/// its samples, at its time; and nothing else is.
final class Agreement {
    private static final long MARGIN_MICROS = 60_000_000;
    private static final long RATE_HERTZ = 250;
    private static final int SHOWN = 10;

    private Agreement() {}

    /// One frame found in the API.
    private record Found(String bed, long atMicros, long uncertaintyMicros) {}

    /// Waits until the store shows what is acknowledged, then compares.
    static void check(List<Sender.Acknowledged> log, Api api) {
        List<String> beds = log.stream().map(Sender.Acknowledged::bed).distinct().toList();
        long from = log.stream().mapToLong(Sender.Acknowledged::firstMicros).min().orElseThrow();
        long to = log.stream().mapToLong(Sender.Acknowledged::firstMicros).max().orElseThrow();
        Map<String, List<Found>> found = new HashMap<>();
        Await.until(
                () -> log.size() + " frames in the API, there are " + count(found),
                Await.LONG,
                () -> {
                    found.clear();
                    beds.forEach(bed -> read(bed, from, to, api, found));
                    return count(found) >= log.size();
                });
        compare(log, found);
    }

    private static void compare(
            List<Sender.Acknowledged> log, Map<String, List<Found>> foundByHash) {
        Map<String, List<Found>> left = new HashMap<>(foundByHash);
        List<String> wrong = new ArrayList<>();
        for (Sender.Acknowledged frame : log) {
            List<Found> there = left.remove(frame.hash());
            if (there == null) {
                wrong.add("lost: " + frame);
            } else if (there.size() > 1) {
                wrong.add("twice: " + frame + " " + there);
            } else if (!there.getFirst().bed().equals(frame.bed())) {
                wrong.add("another bed's: " + frame + " " + there);
            } else if (offBy(frame, there.getFirst()) > there.getFirst().uncertaintyMicros() + 1) {
                wrong.add("at another time: " + frame + " " + there);
            }
        }
        left.forEach((hash, there) -> wrong.add("unknown samples: " + there));
        assertThat(wrong.subList(0, Math.min(SHOWN, wrong.size())))
                .as("%d of %d frames are wrong, among them", wrong.size(), log.size())
                .isEmpty();
    }

    /// The sender's clock is this machine's, so its device times are true.
    private static long offBy(Sender.Acknowledged sent, Found found) {
        return Math.abs(found.atMicros() - sent.firstMicros());
    }

    private static int count(Map<String, List<Found>> found) {
        return found.values().stream().mapToInt(List::size).sum();
    }

    private static void read(
            String bed, long from, long to, Api api, Map<String, List<Found>> found) {
        if (!api.knows(bed)) {
            return;
        }
        List<JsonNode> segments =
                api.waveforms(
                                bed,
                                Sender.CODE,
                                new AxisTime(from - MARGIN_MICROS),
                                new AxisTime(to + MARGIN_MICROS))
                        .segments();
        for (JsonNode segment : segments) {
            JsonNode samples = segment.required("samples");
            long first = micros(segment.required("firstSampleAt").asText());
            for (int at = 0; at < samples.size(); at += Sender.SAMPLES) {
                int[] values = new int[Math.min(Sender.SAMPLES, samples.size() - at)];
                for (int i = 0; i < values.length; i++) {
                    values[i] = samples.get(at + i).intValue();
                }
                found.computeIfAbsent(
                                SenderProcess.hash(Samples.of(values)), hash -> new ArrayList<>())
                        .add(
                                new Found(
                                        bed,
                                        first + at * 1_000_000L / RATE_HERTZ,
                                        segment.required("uncertaintyMicros").asLong()));
            }
        }
    }

    static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
    private static final long SEED = 20_261_121;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 32, 61, 80, 160, 212, 310, 311})
    void whatWasStoredIsRead(int format) throws Exception {
        var random = new SplittableRandom(SEED + format);
        for (int round = 0; round < 20; round++) {
            int frames = random.nextInt(1, 60);
            int[] spf = {random.nextInt(1, 4), random.nextInt(1, 4)};
            int[] mixed = new int[frames * (spf[0] + spf[1])];
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] = sample(random, format);
            }
            int offset = random.nextInt(0, 9);
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(new byte[offset]);
            bytes.writeBytes(stored(mixed, format, spf));
            Files.write(folder.resolve("r.dat"), bytes.toByteArray());
            Files.writeString(
                    folder.resolve("r.hea"),
                    "r 2 100 %d%nr.dat %dx%d+%d 200 12 0 0 0 0 a%nr.dat %dx%d+%d 200 12 0 0 0 0 b%n"
                            .formatted(frames, format, spf[0], offset, format, spf[1], offset));
            List<List<Integer>> expected = List.of(new ArrayList<>(), new ArrayList<>());
            int at = 0;
            for (int frame = 0; frame < frames; frame++) {
                for (int signal = 0; signal < 2; signal++) {
                    for (int i = 0; i < spf[signal]; i++) {
                        expected.get(signal).add(mixed[at++]);
                    }
                }
            }
            assertThat(read(random.nextInt(1, 30)))
                    .as("seed %d round %d", SEED, round)
                    .isEqualTo(expected);
        }
    }

    private List<List<Integer>> read(int chunk) throws Exception {
        List<List<Integer>> all = List.of(new ArrayList<>(), new ArrayList<>());
        try (RecordReader reader = WfdbRecord.open(folder.resolve("r")).reader()) {
            for (Chunk c = reader.read(chunk); c != null; c = reader.read(chunk)) {
                for (int i = 0; i < 2; i++) {
                    for (int value : c.runs().get(i).samples().toInts()) {
                        all.get(i).add(value);
                    }
                }
            }
        }
        return all;
    }

    private static int sample(SplittableRandom random, int format) {
        return switch (format) {
            case 8 -> random.nextInt(-60, 60);
            case 16, 61, 160 -> random.nextInt(-32_768, 32_768);
            case 24 -> random.nextInt(-8_388_608, 8_388_608);
            case 32 -> random.nextInt();
            case 80 -> random.nextInt(-128, 128);
            case 212 -> random.nextInt(-2_048, 2_048);
            default -> random.nextInt(-512, 512);
        };
    }

    private static byte[] stored(int[] s, int format, int[] spf) {
        var out = new ByteArrayOutputStream();
        int[] padded = java.util.Arrays.copyOf(s, s.length + 3);
        int[] last = new int[2];
        for (int i = 0; i < s.length; i++) {
            switch (format) {
                case 8 -> {
                    int signal = i % (spf[0] + spf[1]) < spf[0] ? 0 : 1;
                    out.write(s[i] - last[signal]);
                    last[signal] = s[i];
                }
                case 16 -> write(out, s[i], 2);
                case 24 -> write(out, s[i], 3);
                case 32 -> write(out, s[i], 4);
                case 61 -> {
                    out.write(s[i] >> 8);
                    out.write(s[i]);
                }
                case 80 -> out.write(s[i] + 128);
                case 160 -> write(out, s[i] + 32_768, 2);
                case 212 -> {
                    if (i % 2 == 0) {
                        out.write(padded[i]);
                        out.write((padded[i] >> 8 & 15) | (padded[i + 1] >> 8 & 15) << 4);
                        out.write(padded[i + 1]);
                    }
                }
                case 310 -> {
                    if (i % 3 == 0) {
                        write(out, (padded[i] & 1023) << 1 | (padded[i + 2] & 31) << 11, 2);
                        write(
                                out,
                                (padded[i + 1] & 1023) << 1 | (padded[i + 2] >> 5 & 31) << 11,
                                2);
                    }
                }
                default -> {
                    if (i % 3 == 0) {
                        write(
                                out,
                                (padded[i] & 1023)
                                        | (padded[i + 1] & 1023) << 10
                                        | (padded[i + 2] & 1023) << 20,
                                4);
                    }
                }
            }
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int value, int width) {
        for (int i = 0; i < width; i++) {
            out.write(value >> (8 * i));
        }
    }

    @Test
    void aFileThatEndsTooEarlyIsAnError() throws Exception {
        Files.write(folder.resolve("s.dat"), new byte[10]);
        Files.writeString(folder.resolve("s.hea"), "s 1 100 6\ns.dat 16 200 16 0 0 0 0 II\n");
        WfdbRecord record = WfdbRecord.open(folder.resolve("s"));
        org.assertj.core.api.Assertions.assertThatThrownBy(record::checksums)
                .isInstanceOf(WfdbException.class)
                .hasMessageContaining("ends after 5 of the 6 frames");
    }

    @Test
    void aHeaderWithoutLengthTakesWhatTheFileHas() throws Exception {
        Files.write(folder.resolve("t.dat"), new byte[10]);
        Files.writeString(folder.resolve("t.hea"), "t 1 100\nt.dat 16\n");
        assertThat(WfdbRecord.open(folder.resolve("t")).frames()).isEqualTo(5);
    }

    @Test
    void signalsOfTwoFilesAreReadSideBySideEachWithItsSkew() throws Exception {
        Files.write(folder.resolve("a.dat"), new byte[] {1, 0, 2, 0, 3, 0, 4, 0});
        Files.write(folder.resolve("b.dat"), new byte[] {(byte) 129, (byte) 130, (byte) 131, 0});
        Files.writeString(
                folder.resolve("u.hea"),
                "u 2 100 4\na.dat 16:2 200 16 0 0 10 0 a\nb.dat 80 200 8 0 0 -122 0 b\n");
        WfdbRecord record = WfdbRecord.open(folder.resolve("u"));
        assertThat(record.checksums()).allMatch(SignalChecksum::matches);
        try (RecordReader reader = record.reader()) {
            Chunk chunk = reader.read(100);
            int missing = WfdbSignal.NOT_STORED;
            assertThat(chunk.runs().get(0).samples().toInts())
                    .containsExactly(3, 4, missing, missing);
            assertThat(chunk.runs().get(1).samples().toInts()).containsExactly(1, 2, 3, -128);
            assertThat(chunk.runs().get(1).signal().isMissing(-128)).isTrue();
        }
    }

    @Test
    void aLayoutRecordTellsWhatEachSegmentDoesNotHave() throws Exception {
        Files.writeString(folder.resolve("m.hea"), "m/4 2 100 11\nlay 0\nseg1 2\n~ 5\nseg2 4\n");
        Files.writeString(
                folder.resolve("lay.hea"),
                "lay 2 100 0\n~ 0 200 16 0 0 0 0 II\n~ 0 1/mmHg 16 0 0 0 0 ABP\n");
        Files.writeString(folder.resolve("seg1.hea"), "seg1 1 100 2\nx.dat 16 50 16 0 0 0 0 ABP\n");
        Files.write(folder.resolve("x.dat"), new byte[] {7, 0, 8, 0});
        Files.writeString(folder.resolve("seg2.hea"), "seg2 1 100 4\ny.dat 16 50 16 0 0 0 0 II\n");
        WfdbRecord record = WfdbRecord.open(folder.resolve("m"));
        assertThat(record.frames()).isEqualTo(11);
        assertThat(record.warnings()).singleElement().asString().contains("y.dat is absent");
        List<String> seen = new ArrayList<>();
        try (RecordReader reader = record.reader()) {
            for (Chunk c = reader.read(3); c != null; c = reader.read(3)) {
                seen.add(
                        c.firstFrame()
                                + "+"
                                + c.frames()
                                + c.runs().stream().map(r -> r.signal().description()).toList()
                                + c.notRecorded().stream().map(WfdbSignal::description).toList());
            }
        }
        assertThat(seen)
                .containsExactly(
                        "0+2[ABP][II]",
                        "2+3[][II, ABP]",
                        "5+2[][II, ABP]",
                        "7+3[][II, ABP]",
                        "10+1[][II, ABP]");
    }
}

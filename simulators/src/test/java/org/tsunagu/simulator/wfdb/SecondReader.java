// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jflac.FLACDecoder;
import org.jflac.PCMProcessor;
import org.jflac.metadata.StreamInfo;
import org.jflac.util.ByteData;

/// A second reader of single-segment records, for tests only: whole files at once, nothing shared
/// with the first one (FLAC goes through the decoder's byte output instead of its channels).
public final class SecondReader {
    private SecondReader() {}

    /// Every signal's stored samples, in the order of the header.
    public static List<int[]> read(Path hea) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readString(hea, StandardCharsets.ISO_8859_1).split("\n")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line.trim());
            }
        }
        int signals = Integer.parseInt(lines.getFirst().split("\\s+")[1]);
        int frames = Integer.parseInt(lines.getFirst().split("\\s+")[3]);
        List<int[]> all = new ArrayList<>();
        for (int first = 0; first < signals; ) {
            String file = lines.get(1 + first).split("\\s+")[0];
            List<Integer> perFrame = new ArrayList<>();
            String format = "";
            int next = first;
            while (next < signals && lines.get(1 + next).startsWith(file + " ")) {
                String[] spec = lines.get(1 + next).split("\\s+")[1].split(":")[0].split("x");
                format = spec[0];
                perFrame.add(spec.length > 1 ? Integer.parseInt(spec[1]) : 1);
                next++;
            }
            byte[] bytes = Files.readAllBytes(hea.resolveSibling(file));
            int total = perFrame.stream().mapToInt(i -> i).sum() * frames;
            all.addAll(
                    "516".equals(format)
                            ? flac(hea.resolveSibling(file), perFrame.size())
                            : spread(plain(bytes, format, total), perFrame, frames));
            first = next;
        }
        return all;
    }

    private static int[] plain(byte[] b, String format, int total) {
        int[] out = new int[total];
        for (int i = 0; i < total; i++) {
            out[i] =
                    switch (format) {
                        case "16" -> (b[2 * i] & 255) + 256 * b[2 * i + 1];
                        case "80" -> (b[i] & 255) - 128;
                        case "212" -> {
                            int at = i / 2 * 3;
                            int v =
                                    i % 2 == 0
                                            ? (b[at] & 255) + 256 * (b[at + 1] & 15)
                                            : (b[at + 2] & 255) + 16 * (b[at + 1] & 240);
                            yield v > 2047 ? v - 4096 : v;
                        }
                        default -> throw new IllegalArgumentException(format);
                    };
        }
        return out;
    }

    private static List<int[]> spread(int[] mixed, List<Integer> perFrame, int frames) {
        List<int[]> out = new ArrayList<>();
        perFrame.forEach(count -> out.add(new int[count * frames]));
        int at = 0;
        for (int frame = 0; frame < frames; frame++) {
            for (int signal = 0; signal < perFrame.size(); signal++) {
                int count = perFrame.get(signal);
                for (int i = 0; i < count; i++) {
                    out.get(signal)[frame * count + i] = mixed[at++];
                }
            }
        }
        return out;
    }

    private static List<int[]> flac(Path file, int channels) throws IOException {
        List<List<Integer>> samples = new ArrayList<>();
        for (int i = 0; i < channels; i++) {
            samples.add(new ArrayList<>());
        }
        try (var in = Files.newInputStream(file)) {
            var decoder = new FLACDecoder(in);
            decoder.addPCMProcessor(
                    new PCMProcessor() {
                        @Override
                        public void processStreamInfo(StreamInfo info) {}

                        @Override
                        public void processPCM(ByteData pcm) {
                            byte[] b = pcm.getData();
                            for (int i = 0; i + 1 < pcm.getLen(); i += 2) {
                                int v = (short) ((b[i] & 255) | b[i + 1] << 8);
                                samples.get(i / 2 % channels).add(v);
                            }
                        }
                    });
            decoder.decode();
        }
        return samples.stream().map(l -> l.stream().mapToInt(i -> i).toArray()).toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jflac.FLACDecoder;
import org.jflac.PCMProcessor;
import org.jflac.metadata.StreamInfo;
import org.jflac.util.ByteData;

/// A second reader of WFDB records in format 516, for tests only: whole files at once, the
/// decoder's bytes instead of its channels, nothing shared with the reader that replays.
final class WfdbFlac {
    private WfdbFlac() {}

    /// Every signal's samples in the order of the header; each must match its checksum there.
    static List<int[]> read(Path record) throws IOException {
        List<String[]> lines =
                Files.readString(
                                record.resolveSibling(record.getFileName() + ".hea"),
                                StandardCharsets.ISO_8859_1)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .skip(1)
                        .map(line -> line.split("\\s+"))
                        .toList();
        Map<String, Integer> channels = new LinkedHashMap<>();
        lines.forEach(words -> channels.merge(words[0], 1, Integer::sum));
        List<int[]> all = new ArrayList<>();
        for (Map.Entry<String, Integer> file : channels.entrySet()) {
            all.addAll(decode(record.resolveSibling(file.getKey()), file.getValue()));
        }
        for (int i = 0; i < all.size(); i++) {
            assertThat(Arrays.stream(all.get(i)).sum() & 0xffff)
                    .as("checksum of " + lines.get(i)[8])
                    .isEqualTo(Integer.parseInt(lines.get(i)[6]) & 0xffff);
        }
        return all;
    }

    private static List<int[]> decode(Path file, int channels) throws IOException {
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
                                int sample = (short) ((b[i] & 255) | b[i + 1] << 8);
                                samples.get(i / 2 % channels).add(sample);
                            }
                        }
                    });
            decoder.decode();
        }
        return samples.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }
}

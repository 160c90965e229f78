// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A tiny record of one 100 Hz signal in format 16.
final class Synthetic {
    private Synthetic() {}

    static Path record(Path folder, int frames) throws IOException {
        byte[] bytes = new byte[2 * frames];
        int sum = 0;
        for (int i = 0; i < frames; i++) {
            int sample = (i * 37) % 2_001 - 1_000;
            bytes[2 * i] = (byte) sample;
            bytes[2 * i + 1] = (byte) (sample >> 8);
            sum += sample;
        }
        Files.write(folder.resolve("tiny.dat"), bytes);
        Files.writeString(
                folder.resolve("tiny.hea"),
                "tiny 1 100 %d\ntiny.dat 16 200 16 0 -1000 %d 0 II\n"
                        .formatted(frames, (short) sum));
        return folder.resolve("tiny");
    }
}

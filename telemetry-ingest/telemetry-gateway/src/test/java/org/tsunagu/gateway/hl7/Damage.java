// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

import java.util.Arrays;
import java.util.Random;

/// Breaks good input: cut, flipped, doubled, filled with noise.
public final class Damage {
    private Damage() {}

    public static byte[] of(byte[] good, Random random) {
        byte[] bytes = good.clone();
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> flipped(bytes, random, 1 + random.nextInt(8));
            case 2 -> flipped(bytes, random, 1 + random.nextInt(bytes.length));
            case 3 -> {
                int from = random.nextInt(bytes.length);
                yield Arrays.copyOfRange(bytes, from, Math.min(bytes.length * 2, from + 400));
            }
            default -> {
                byte[] noise = new byte[random.nextInt(600)];
                random.nextBytes(noise);
                yield noise;
            }
        };
    }

    private static byte[] flipped(byte[] bytes, Random random, int flips) {
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }
}

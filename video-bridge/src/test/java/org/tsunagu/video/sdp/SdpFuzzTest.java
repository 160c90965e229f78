// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsunagu.video.bridge.MediaKind;

/// Real descriptions with bytes changed, lines lost, doubled and swapped: nothing is thrown, and
/// what the bridge says of it can be read again.
class SdpFuzzTest {
    private static final int ROUNDS = 1_000;
    private static final int RANDOM_ROUNDS = 100_000;
    private static final Set<MediaKind> BOTH = Set.of(MediaKind.AUDIO, MediaKind.VIDEO);

    @Test
    void nothingAPeerSaysThrowsAndEveryAnswerCanBeRead() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        Offer offer = Descriptions.publisherOffer(Fixtures.LOCAL, BOTH, 1);
        Negotiated publisher =
                Fixtures.agreed(
                                Descriptions.acceptAnswer(
                                        offer, Fixtures.text("chromium-answer-send-both")))
                        .negotiated();
        List<String> texts = Fixtures.OFFERS.stream().map(Fixtures::text).toList();
        String answer = Fixtures.text("chromium-answer-send-both");
        int agreed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = mutated(texts.get(i % texts.size()), random);
            agreed += checked(Descriptions.answerPublisher(Fixtures.LOCAL, text, i), seed, i);
            agreed +=
                    checked(
                            Descriptions.answerViewer(Fixtures.LOCAL, publisher, text, "s", i),
                            seed,
                            i);
            checked(Descriptions.acceptAnswer(offer, mutated(answer, random)), seed, i);
        }
        assertThat(agreed).as("seed %d", seed).isPositive();
    }

    @Test
    void noTextThrows() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        List<String> words =
                List.of(
                        "v=0",
                        "\n",
                        "\r",
                        "m=video 9 UDP/TLS/RTP/SAVPF 96",
                        "a=",
                        "mid",
                        ":",
                        "96",
                        "rtpmap",
                        " ",
                        "fmtp",
                        "/",
                        ";",
                        "=",
                        "ssrc-group:FID",
                        "fingerprint",
                        "4294967296",
                        "-1",
                        "\u0000",
                        "extmap",
                        "rtcp-fb",
                        "*",
                        "group:BUNDLE");
        for (int i = 0; i < RANDOM_ROUNDS; i++) {
            var text = new StringBuilder(random.nextInt(4) == 0 ? "" : "v=0\n");
            for (int k = random.nextInt(20); k > 0; k--) {
                text.append(words.get(random.nextInt(words.size())));
            }
            if (SessionDescription.read(text.toString()) == null) {
                throw new AssertionError("seed " + seed + " round " + i);
            }
        }
    }

    private static int checked(Agreement agreement, long seed, int round) {
        return switch (agreement) {
            case Agreement.Refused refused when !refused.reason().isEmpty() -> 0;
            case Agreement.Agreed it when isSound(it) -> 1;
            default -> throw new AssertionError("seed " + seed + " round " + round);
        };
    }

    private static boolean isSound(Agreement.Agreed it) {
        return it.sdp().length() < 4 * SessionDescription.LONGEST
                && !it.peer().fingerprints().isEmpty()
                && !it.negotiated().streams().isEmpty()
                && SessionDescription.read(it.sdp()) instanceof SessionDescription.Read.Parsed;
    }

    private static String mutated(String text, Random random) {
        var lines = new java.util.ArrayList<>(text.lines().toList());
        int changes = random.nextInt(4);
        for (int i = 0; i < changes && lines.size() > 1; i++) {
            int at = random.nextInt(lines.size());
            int other = random.nextInt(lines.size());
            String line = lines.get(at);
            switch (random.nextInt(5)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(other, line);
                case 2 -> lines.set(at, lines.set(other, line));
                case 3 -> lines.set(at, line + "x".repeat(random.nextInt(2_000)));
                default -> lines.set(at, scrambled(line, random));
            }
        }
        return String.join(random.nextBoolean() ? "\r\n" : "\n", lines);
    }

    private static String scrambled(String line, Random random) {
        var changed = new StringBuilder(line);
        for (int i = 0; i < 3 && !changed.isEmpty(); i++) {
            int at = random.nextInt(changed.length());
            changed.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
        }
        return changed.toString();
    }
}

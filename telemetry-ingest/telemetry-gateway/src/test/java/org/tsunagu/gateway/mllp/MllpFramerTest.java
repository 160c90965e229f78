// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MllpFramerTest {
    private static final int LIMIT = 4_096;

    @Test
    void severalMessagesInOneSegmentAreAllRead() {
        assertThat(read("\u000bMSH|1\u001c\r\u000bMSH|2\u001c\r\0\0\u000bMSH|3\u001c\r"))
                .containsExactly("MSH|1", "MSH|2", "MSH|3");
    }

    @Test
    void onlyBothEndBytesEndAMessage() {
        assertThat(read("\u000bMSH|a\u001cb\u001c\u001c\nc\u001c\r"))
                .containsExactly("MSH|a\u001cb\u001c\u001c\nc");
        assertThat(read("\u000bMSH|a\u001c\u001c\r")).containsExactly("MSH|a\u001c");
    }

    @Test
    void strayBytesAreSkippedAndCounted() {
        var framer = new MllpFramer(LIMIT);
        framer.feed(bytes("xyz\r\n\0 \u000bMSH|1\u001c\r\n"));
        assertThat(text(framer.next())).isEqualTo("MSH|1");
        assertThat(framer.next()).isNull();
        assertThat(framer.takeStrayBytes()).isEqualTo(3);
        assertThat(framer.takeStrayBytes()).isZero();
    }

    @Test
    void aHalfMessageIsToldFromTheOneThatFollows() {
        assertThat(read("\u000bMSH|half\rPID|\u000bMSH|whole\u001c\r"))
                .containsExactly("half 13", "MSH|whole");
        assertThat(read("\u000bMSH|a\u000bMS|b\u001c\r")).containsExactly("MSH|a\u000bMS|b");
    }

    @Test
    void aMessageBeyondTheLimitIsOversizedAndItsMemoryIsGivenBack() {
        var framer = new MllpFramer(LIMIT);
        framer.feed(bytes("\u000bMSH|^~\\&|" + "x".repeat(LIMIT)));
        var piece = (MllpFramer.Piece.Oversized) framer.next();
        assertThat(new String(piece.head(), StandardCharsets.UTF_8)).startsWith("MSH|^~\\&|xx");
        assertThat(framer.unfinished()).isZero();
    }

    @Test
    void aPeerThatDoesNotSpeakMllpIsForeign() {
        var framer = new MllpFramer(LIMIT);
        framer.feed(bytes("GET / HTTP/1.1\r\n".repeat(5_000)));
        assertThat(framer.next()).isInstanceOf(MllpFramer.Piece.Foreign.class);
    }

    @Test
    void howTheBytesAreCutDoesNotMatter() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var stream = new ByteArrayOutputStream();
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                String content = "MSH|" + "a\u001c|".repeat(random.nextInt(200)) + "z";
                expected.add(content);
                stream.writeBytes(bytes("\0\u000b" + content + "\u001c\r"));
            }
            var framer = new MllpFramer(LIMIT);
            byte[] all = stream.toByteArray();
            List<String> found = new ArrayList<>();
            for (int at = 0; at < all.length; ) {
                int to = Math.min(all.length, at + 1 + random.nextInt(97));
                framer.feed(Arrays.copyOfRange(all, at, to));
                found.addAll(drain(framer));
                at = to;
            }
            assertThat(found).as("seed %d round %d", seed, round).isEqualTo(expected);
        }
    }

    @Test
    void randomBytesNeverThrowAndNeverPileUp() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var framer = new MllpFramer(LIMIT);
        byte[] alphabet = {0x0B, 0x1C, 0x0D, 'M', 'S', 'H', '|', 0};
        for (int round = 0; round < 5_000; round++) {
            byte[] chunk = new byte[random.nextInt(200)];
            for (int i = 0; i < chunk.length; i++) {
                chunk[i] = alphabet[random.nextInt(alphabet.length)];
            }
            framer.feed(chunk);
            drain(framer);
            assertThat(framer.unfinished()).as("seed %d", seed).isLessThanOrEqualTo(LIMIT + 8);
        }
    }

    private static List<String> read(String stream) {
        var framer = new MllpFramer(LIMIT);
        framer.feed(bytes(stream));
        return drain(framer);
    }

    private static List<String> drain(MllpFramer framer) {
        List<String> found = new ArrayList<>();
        for (var piece = framer.next(); piece != null; piece = framer.next()) {
            found.add(text(piece));
        }
        return found;
    }

    private static String text(MllpFramer.Piece piece) {
        return switch (piece) {
            case MllpFramer.Piece.Message message ->
                    new String(message.content(), StandardCharsets.UTF_8);
            case MllpFramer.Piece.Half half -> "half " + half.length();
            case MllpFramer.Piece.Oversized _ -> "oversized";
            case MllpFramer.Piece.Foreign _ -> "foreign";
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

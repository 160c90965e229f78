// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtspReaderTest {
    private static final int ROUNDS = 150_000;
    private static final String ANSWER =
            "RTSP/1.0 200 OK\r\nCSeq: 2\r\nwww-authenticate: Basic realm=\"a\"\r\n"
                    + "WWW-Authenticate: Digest realm=\"b\"\r\nContent-Length: 5\r\n\r\nv=0\r\n";

    private final List<String> heard = new ArrayList<>();
    private final RtspVisitor visitor =
            new RtspVisitor() {
                @Override
                public void packet(int channel, byte[] buffer, int offset, int length) {
                    heard.add(
                            channel
                                    + ":"
                                    + new String(
                                            buffer, offset, length, StandardCharsets.ISO_8859_1));
                }

                @Override
                public void message(RtspMessage message) {
                    heard.add(message.status() + message.method() + ":" + message.body());
                    message.all("WWW-Authenticate").forEach(heard::add);
                }
            };

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void messagesAndPacketsAreToldApartHoweverTheyAreCut() {
        byte[] all =
                bytes("$\0\0\3abc" + ANSWER + "\r\n$\1\0\0OPTIONS * RTSP/1.0\nCSeq: 9\n\n$\2\0\1z");
        for (int piece = 1; piece <= all.length; piece++) {
            heard.clear();
            var reader = new RtspReader();
            for (int at = 0; at < all.length; at += piece) {
                int length = Math.min(piece, all.length - at);
                assertThat(reader.take(all, at, length, visitor)).isNull();
            }
            assertThat(heard)
                    .as("in pieces of %d", piece)
                    .containsExactly(
                            "0:abc",
                            "200:v=0\r\n",
                            "Basic realm=\"a\"",
                            "Digest realm=\"b\"",
                            "1:",
                            "0OPTIONS:",
                            "2:z");
        }
    }

    @Test
    void whatIsNoRtspEndsIt() {
        assertThat(taken("HTTP/1.1 200 OK\r\n\r\n")).contains("no RTSP");
        assertThat(taken("\1\2\3\4")).contains("no RTSP");
        assertThat(taken("RTSP/1.0 200 OK\r\nContent-Length: -4\r\n\r\n")).contains("longer than");
        assertThat(taken("RTSP/1.0 200 OK\r\nContent-Length: 65537\r\n\r\n"))
                .contains("longer than");
        assertThat(taken("RTSP/1.0 200 OK\r\n" + "a: b\r\n".repeat(200) + "\r\n"))
                .contains("no RTSP");
        assertThat(taken("RTSP/1.0 200 OK\r\nx: " + "y".repeat(20_000))).contains("headers");
        assertThat(heard).isEmpty();
    }

    private String taken(String text) {
        return String.valueOf(new RtspReader().take(bytes(text), 0, text.length(), visitor));
    }

    @Test
    void aWholePacketOfTheLargestSizeIsTaken() {
        byte[] packet = new byte[4 + 65_535];
        packet[0] = '$';
        packet[2] = (byte) 0xFF;
        packet[3] = (byte) 0xFF;
        assertThat(new RtspReader().take(packet, 0, packet.length, visitor)).isNull();
        assertThat(heard).hasSize(1);
    }

    @Test
    void noiseAndBrokenMessagesThrowNothingAndMemoryStaysBounded() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var reader = new RtspReader();
        int odd = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] b = bytes(ANSWER);
            if (i % 3 == 0) {
                b = new byte[random.nextInt(200)];
                random.nextBytes(b);
                if (b.length > 0) {
                    b[0] = '$';
                }
            } else {
                for (int change = random.nextInt(4); change > 0; change--) {
                    b[random.nextInt(b.length)] = (byte) random.nextInt();
                }
                b = Arrays.copyOf(b, random.nextInt(b.length + 1));
            }
            heard.clear();
            if (reader.take(b, 0, b.length, visitor) != null) {
                odd++;
                reader = new RtspReader();
            }
            assertThat(reader.capacity())
                    .as("seed %d round %d", seed, i)
                    .isLessThanOrEqualTo(4 * RtspReader.LARGEST_BODY);
        }
        assertThat(odd).as("seed %d", seed).isGreaterThan(ROUNDS / 1_000);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tsunagu.center.mentoring.ink.Piece;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.Stroke;

class RoomMessageReaderTest {
    private static final long SEED = 20_261_121L;
    private static final int ROUNDS = 20_000;

    private static final List<String> VALID =
            List.of(
                    "{'type':'hello','version':1,'place':'or'}",
                    "{'type':'publish','source':'field','kinds':['video','audio'],'label':'術野',"
                            + "'trailer':true}",
                    "{'type':'view','source':'field','publication':3}",
                    "{'type':'answer','endpoint':'e-1','sdp':'v=0'}",
                    "{'type':'stroke','id':'c:1','source':'field','tool':'text','colour':'cyan',"
                            + "'frame':{'n':7,'rtp':4294967295,'at':1790000000000000.5,"
                            + "'how':'trailer'},'surface':'moving','from':0,"
                            + "'points':[0.5,0.5,1,16.7],'text':'ここ','done':true}",
                    "{'type':'erase','all':true}",
                    "{'type':'freeze','source':'field','frame':{'n':1,'how':'none'}}",
                    "{'type':'shown','id':'c:1','at':1790000000000000,'frame':12}",
                    "{'type':'ping','page':123.4}");

    private static RoomMessage read(String text) {
        return RoomMessageReader.read(text.replace('\'', '"'));
    }

    private static String why(String text) {
        return ((RoomMessage.Odd) read(text)).why();
    }

    @Test
    void aPieceIsReadInTheUnitsOfAStroke() {
        Piece piece = ((RoomMessage.Draw) read(VALID.get(4))).piece();
        assertThat(piece.points().toInts()).containsExactly(50_000, 50_000, 1_000, 17);
        Stroke.Frame frame = piece.frame();
        assertThat(frame.number()).isEqualTo(7);
        assertThat(frame.rtpTimestamp()).isEqualTo(4_294_967_295L);
        assertThat(frame.capturedAt()).isEqualTo(new AxisTime(1_790_000_000_000_001L));
        assertThat(frame.how()).isEqualTo(Stroke.Naming.TRAILER);
        assertThat(piece.text()).isEqualTo("ここ");
    }

    @Test
    void whatCannotBeUsedSaysWhy() {
        assertThat(why("{'type':'view','source':'a/b'}")).contains("letters, digits");
        assertThat(why("{'type':'view'}")).contains("source is required");
        assertThat(why("{'type':'publish','source':'a','kinds':['smell']}")).contains("kinds");
        assertThat(why("{'type':'ping','page':'x'}")).contains("page");
        assertThat(why(VALID.get(4).replace("'rtp':4294967295", "'rtp':4294967296")))
                .contains("rtp");
        assertThat(why(VALID.get(4).replace("'n':7", "'n':1.5"))).contains("n is no whole number");
        assertThat(why(VALID.get(4).replace("ここ", "x".repeat(121)))).contains("120");
        assertThat(why(VALID.get(4).replace("'text','col", "'brush','col"))).contains("tool");
        assertThat(why(VALID.get(4).replace("cyan", "red"))).contains("colour");
        assertThat(why(VALID.get(4).replace("moving", "still"))).contains("surface");
        assertThat(why(VALID.get(4).replace("'from':0", "'from':-1"))).contains("from");
        assertThat(why("{'type':'stroke'}")).isNotEmpty();
        assertThat(why("{}")).contains("type");
    }

    @Test
    void whatIsNoObjectIsNoMessage() {
        for (String text : List.of("", "null", "1", "[]", "{", "{}{}", "[[[[[[[[[[")) {
            assertThat(read(text)).as(text).isInstanceOf(RoomMessage.Broken.class);
        }
    }

    @Test
    void noTextMakesTheReaderThrow() {
        var random = new SplittableRandom(SEED);
        int understood = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutated(VALID.get(random.nextInt(VALID.size())), random);
            try {
                RoomMessage message = read(text);
                boolean odd =
                        message instanceof RoomMessage.Odd || message instanceof RoomMessage.Broken;
                understood += odd ? 0 : 1;
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + SEED + " round " + round + ": " + text, thrown);
            }
        }
        assertThat(understood).as("some survive a change").isBetween(1_000, ROUNDS - 1_000);
    }

    private static String mutated(String valid, SplittableRandom random) {
        var text = new StringBuilder(valid);
        for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(32, 0x250));
                case 1 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 9)));
                case 2 -> text.setCharAt(at, "0123456789.-e,:[]{}'".charAt(random.nextInt(20)));
                default -> {
                    if (text.length() > 2) {
                        text.deleteCharAt(at);
                    }
                }
            }
        }
        return text.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StayParserTest {

    private static ReadStay parse(String... rows) throws IOException {
        String text = "Time,Parameter,Value\n" + String.join("\n", rows) + "\n";
        return StayParser.parse("folder/7.txt", new BufferedReader(new StringReader(text)));
    }

    @Test
    void aStayIsReadWithItsDescriptors() throws IOException {
        ReadStay read =
                parse(
                        "00:00,RecordID,132539",
                        "00:00,Age,54",
                        "00:00,Gender,0",
                        "00:00,Height,-1",
                        "00:00,ICUType,4",
                        "00:00,Weight,-1",
                        "00:07,HR,73",
                        "48:00,HR,80");
        assertThat(read.oddities()).isEmpty();
        assertThat(read.stay().id()).isEqualTo(new StayId("132539"));
        assertThat(read.stay().descriptors()).isEqualTo(Descriptors.ofChallenge(54, 0, -1, 4));
        assertThat(read.stay().observations())
                .containsExactly(
                        new Observation(7, Variable.HEART_RATE, 73),
                        new Observation(2880, Variable.HEART_RATE, 80));
    }

    @Test
    void aStayOfNothingIsAStayNamedAfterItsFile() throws IOException {
        ReadStay read = parse();
        assertThat(read.stay().id()).isEqualTo(new StayId("7"));
        assertThat(read.stay().observations()).isEmpty();
        assertThat(read.oddities()).isEqualTo(Map.of(Oddity.NO_RECORD_ID, 1));
    }

    @Test
    void oddRowsAreCountedAndLeftOut() throws IOException {
        ReadStay read =
                parse(
                        "00:00,RecordID,1",
                        "00:10,,5",
                        "xx:10,HR,5",
                        "00:61,HR,5",
                        "-1:10,HR,5",
                        "99999:00,HR,5",
                        "9000:00,HR,5",
                        "00:10,Mood,5",
                        "00:10,HR,NaN",
                        "00:10,HR,high",
                        "00:10,HR,Infinity",
                        "00:10,HR",
                        "a,b,c,d",
                        "",
                        "00:20,HR,70\r");
        assertThat(read.stay().observations())
                .containsExactly(new Observation(20, Variable.HEART_RATE, 70));
        assertThat(read.oddities())
                .isEqualTo(
                        Map.of(
                                Oddity.EMPTY_PARAMETER, 1,
                                Oddity.UNREADABLE_TIME, 5,
                                Oddity.UNKNOWN_PARAMETER, 1,
                                Oddity.UNREADABLE_VALUE, 3,
                                Oddity.NOT_THREE_COLUMNS, 2));
    }

    @Test
    void hoursOutOfOrderArePutInOrderAndSaid() throws IOException {
        ReadStay read = parse("00:00,RecordID,1", "02:00,HR,2", "01:00,HR,1", "01:00,Albumin,3");
        assertThat(read.stay().observations())
                .containsExactly(
                        new Observation(60, Variable.ALBUMIN, 3),
                        new Observation(60, Variable.HEART_RATE, 1),
                        new Observation(120, Variable.HEART_RATE, 2));
        assertThat(read.oddities()).isEqualTo(Map.of(Oddity.OUT_OF_ORDER, 1));
    }

    @Test
    void tenMegabytesWithoutALineEndAreOneOddRow() throws IOException {
        Reader endless =
                new Reader() {
                    private int left = 10_000_000;

                    @Override
                    public int read(char[] into, int at, int most) {
                        if (left == 0) {
                            return -1;
                        }
                        int given = Math.min(most, left);
                        java.util.Arrays.fill(into, at, at + given, 'x');
                        left -= given;
                        return given;
                    }

                    @Override
                    public void close() {}
                };
        assertThat(StayParser.parse("1.txt", new BufferedReader(endless)).oddities())
                .containsEntry(Oddity.NOT_THREE_COLUMNS, 1);
    }

    @Test
    void noBytesMakeItThrow() throws IOException {
        long seed = 20261121;
        SplittableRandom random = new SplittableRandom(seed);
        String alphabet = "0123456789:,.-eRHcordIDAge\n\r\u0000ÿ ";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(200); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(
                            StayParser.parse(
                                    "x.txt", new BufferedReader(new StringReader(text.toString()))))
                    .as("seed %d round %d", seed, round)
                    .isNotNull();
        }
    }
}

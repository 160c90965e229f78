// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsunagu.telemetry.axis.SampleRate;

class HeaderParserTest {
    private static final String FULL =
            """
            # a comment
            rec 2 62.4725/999.56(10.5) 1000 31:25.894 26/10/1994
            rec.dat 212x4:3+24 16(800)/mmHg 12 2048 -5 49347 512 Arterial pressure
            \t
            # another
            rec.dat 212 200
            """;

    private static WfdbHeader parse(String text) throws WfdbException {
        return HeaderParser.parse(text, "test.hea");
    }

    @Test
    void everyFieldIsRead() throws Exception {
        WfdbHeader header = parse(FULL.replace("\n", "\r\n"));
        assertThat(header.frameRate()).isEqualTo(new SampleRate(24_989, 400));
        assertThat(header.counterHertz()).isEqualTo(999.56);
        assertThat(header.frames()).isEqualTo(1_000);
        assertThat(header.baseTime()).isEqualTo(LocalTime.of(0, 31, 25, 894_000_000));
        assertThat(header.baseDate()).isEqualTo(LocalDate.of(1994, 10, 26));
        assertThat(header.signals().getFirst())
                .isEqualTo(
                        new WfdbSignal(
                                "rec.dat",
                                SignalFormat.FORMAT_212,
                                4,
                                3,
                                24,
                                16,
                                800,
                                "mmHg",
                                -5,
                                49_347,
                                "Arterial pressure"));
        WfdbSignal plain = header.signals().getLast();
        assertThat(plain.gain()).isEqualTo(200);
        assertThat(plain.unit()).isEqualTo("mV");
        assertThat(plain.checksum()).isNull();
    }

    @Test
    void baselineIsTheAdcZeroWhereNoneIsGivenAndGainZeroMeansTheDefault() throws Exception {
        WfdbSignal signal = parse("r 1\nr.dat 16 0 12 1024 1000 7 0 II").signals().getFirst();
        assertThat(signal.gain()).isEqualTo(200);
        assertThat(signal.baseline()).isEqualTo(1024);
        assertThat(signal.valueOfZero()).isEqualTo(-5.12);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0166666666667,1,60",
        "62.4725,24989,400",
        "125,125,1",
        "0.3333333,1,3",
        "1e2,100,1",
        "360.5,721,2",
        "0.1,1,10"
    })
    void ratesAreExact(String text, long numerator, long denominator) throws Exception {
        assertThat(parse("r 0 " + text).frameRate())
                .isEqualTo(new SampleRate(numerator, denominator));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment",
                "rec",
                "rec two",
                "rec 1 100",
                "rec 1 0\nr.dat 16",
                "rec 1 1e99\nr.dat 16",
                "rec 1 -5\nr.dat 16",
                "rec 99999999",
                "rec/2 1 100 10\na 5",
                "rec/2 1 100 10\na 5\nb 0",
                "rec/1 1 100 10\n../a 5",
                "rec 1\n../r.dat 16",
                "rec 1\n/etc/passwd 16",
                "rec 1\nr.dat 999",
                "rec 1\nr.dat 16x0",
                "rec 1\nr.dat 16:999999999",
                "rec 1\nr.dat 16 1e-320",
                "rec 1\nr.dat 16 200 12 zero"
            })
    void whatCannotBeMeantIsAnErrorThatNamesTheFile(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(WfdbException.class)
                .hasMessageStartingWith("test.hea: ");
    }

    @Test
    void mutilatedHeadersNeverDoWorseThanAnError() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(FULL);
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(9)));
                    default -> text.insert(at, "0123456789/(:+xe-~ \n".charAt(random.nextInt(20)));
                }
            }
            try {
                parse(text.toString());
            } catch (WfdbException expected) {
                assertThat(expected).hasMessageStartingWith("test.hea: ");
            } catch (RuntimeException wrong) {
                throw new AssertionError("seed " + seed + ": " + text, wrong);
            }
        }
    }

    @Test
    @org.junit.jupiter.api.Timeout(60)
    void damagedSignalFilesNeverDoWorseThanAnError(@TempDir Path folder) throws Exception {
        Path original = RealRecordings.record("mixedsignals_r.dat");
        byte[] flac = Files.readAllBytes(original);
        Files.writeString(
                folder.resolve("f.hea"),
                "f 1 62.4725 14400\nf.dat 516 4093(2)/Ohm 12 2048 0 0 0 Resp");
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        int errors = 0;
        for (int round = 0; round < 300; round++) {
            byte[] damaged = flac.clone();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                damaged[random.nextInt(round % 2 == 0 ? damaged.length : 60)] ^=
                        (byte) random.nextInt(1, 256);
            }
            Files.write(folder.resolve("f.dat"), damaged);
            try {
                WfdbRecord.open(folder.resolve("f")).checksums();
            } catch (WfdbException | IOException expected) {
                errors++;
            } catch (RuntimeException | Error wrong) {
                throw new AssertionError("seed " + seed + " round " + round, wrong);
            }
        }
        assertThat(errors).isGreaterThan(100);
    }
}

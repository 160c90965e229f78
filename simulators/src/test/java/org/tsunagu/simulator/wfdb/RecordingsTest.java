// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsunagu.telemetry.axis.SampleRate;

class RecordingsTest {
    @ParameterizedTest
    @CsvSource({
        "041s/041s01,7",
        "041s/041s02,7",
        "041s/041s,14",
        "mixedsignals,6",
        "100,2",
        "100skew,2",
        "s00001/3975656_0005,2",
        "s00001/3975656_0013,3",
        "s00001/s00001-2896-10-10-00-31n,10",
        "s00001/s00001-2896-10-09-01-56n,10"
    })
    void everyChecksumOfTheHeaderMatches(String name, int signals) throws Exception {
        var checksums = WfdbRecord.open(RealRecordings.record(name)).checksums();
        assertThat(checksums).hasSize(signals).allMatch(SignalChecksum::matches);
    }

    @Test
    void theTwelveLeadsOfThePtbRecordMatchTheirChecksums() throws Exception {
        var checksums = WfdbRecord.open(RealRecordings.record("s0010_re")).checksums();
        assertThat(checksums).hasSize(15);
        assertThat(checksums.subList(0, 12)).allMatch(SignalChecksum::matches);
    }

    @ParameterizedTest
    @CsvSource({
        "041s/041s01",
        "041s/041s02",
        "mixedsignals",
        "100",
        "s0010_re",
        "s00001/3975656_0013",
        "s00001/s00001-2896-10-10-00-31n"
    })
    void bothReadersSeeTheSameSamples(String name) throws Exception {
        Path path = RealRecordings.record(name);
        List<int[]> second = SecondReader.read(Path.of(path + ".hea"));
        List<List<Integer>> first = all(WfdbRecord.open(path), 777);
        assertThat(first).hasSameSizeAs(second);
        for (int i = 0; i < second.size(); i++) {
            assertThat(first.get(i).stream().mapToInt(v -> v).toArray())
                    .as("signal %d", i)
                    .isEqualTo(second.get(i));
        }
    }

    @Test
    void theSkewedSignalIsMovedAndItsEndIsMissing() throws Exception {
        List<List<Integer>> plain = all(WfdbRecord.open(RealRecordings.record("100")), 4_000);
        WfdbRecord skewed = WfdbRecord.open(RealRecordings.record("100skew"));
        List<List<Integer>> moved = all(skewed, 4_000);
        int length = plain.getFirst().size();
        assertThat(moved.get(0)).isEqualTo(plain.get(0));
        assertThat(moved.get(1)).hasSize(length);
        assertThat(moved.get(1).subList(0, length - 3)).isEqualTo(plain.get(1).subList(3, length));
        assertThat(moved.get(1).subList(length - 3, length))
                .allMatch(sample -> skewed.signals().get(1).isMissing(sample));
    }

    @Test
    void aPrintedFractionIsTheFractionAndADecimalIsItself() throws Exception {
        assertThat(rate("s00001/s00001-2896-10-10-00-31n")).isEqualTo(new SampleRate(1, 60));
        assertThat(rate("mixedsignals")).isEqualTo(new SampleRate(24_989, 400));
        assertThat(WfdbRecord.open(RealRecordings.record("mixedsignals")).header().counterHertz())
                .isEqualTo(999.56);
    }

    @Test
    void absentSegmentsAndAbsentSignalsAreNotRecorded() throws Exception {
        WfdbRecord record =
                WfdbRecord.open(RealRecordings.record("s00001/s00001-2896-10-10-00-31"));
        assertThat(record.frames()).isEqualTo(14_518_365);
        assertThat(record.warnings()).hasSize(3).allMatch(w -> w.contains("absent"));
        assertThat(record.signals())
                .extracting(WfdbSignal::description)
                .containsExactly("II", "V", "MCL1", "ABP");
        long frames = 0;
        try (RecordReader reader = record.reader()) {
            for (Chunk c = reader.read(100_000); c != null; c = reader.read(100_000)) {
                assertThat(c.firstFrame()).isEqualTo(frames);
                frames += c.frames();
                assertThat(c.runs().size() + c.notRecorded().size()).isEqualTo(4);
                int length = c.frames();
                assertThat(c.runs()).allMatch(r -> r.samples().length() == length);
            }
        }
        assertThat(frames).isEqualTo(record.frames());
    }

    private static SampleRate rate(String name) throws IOException, WfdbException {
        return WfdbRecord.open(RealRecordings.record(name)).frameRate();
    }

    private static List<List<Integer>> all(WfdbRecord record, int frames)
            throws IOException, WfdbException {
        List<List<Integer>> all = new ArrayList<>();
        record.signals().forEach(signal -> all.add(new ArrayList<>()));
        try (RecordReader reader = record.reader()) {
            for (Chunk c = reader.read(frames); c != null; c = reader.read(frames)) {
                for (int i = 0; i < c.runs().size(); i++) {
                    for (int sample : c.runs().get(i).samples().toInts()) {
                        all.get(i).add(sample);
                    }
                }
            }
        }
        return all;
    }
}

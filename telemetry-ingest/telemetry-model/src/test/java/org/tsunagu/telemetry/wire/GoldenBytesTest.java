// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.record.JournalRecord;

/// The bytes of every release decode for ever. A file under `golden/v1` is never changed.
class GoldenBytesTest {
    @ParameterizedTest
    @EnumSource
    void theBytesOfVersion1StillMeanTheSame(SampleRecords sample) throws IOException {
        Decoded<JournalRecord> decoded = JournalCodec.decode(golden(sample));
        assertThat(decoded.anomalies()).isEmpty();
        assertThat(decoded.value()).isEqualTo(sample.record);
    }

    @ParameterizedTest
    @EnumSource
    void version1IsStillWrittenByteForByte(SampleRecords sample) throws IOException {
        assertThat(HexFormat.of().formatHex(JournalCodec.encode(sample.record)))
                .isEqualTo(HexFormat.of().formatHex(golden(sample)));
    }

    private static byte[] golden(SampleRecords sample) throws IOException {
        String name = "/golden/v1/" + sample.fileName + ".hex";
        try (InputStream file = GoldenBytesTest.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            String text = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
            String digits =
                    text.lines()
                            .filter(line -> !line.startsWith("#"))
                            .reduce("", String::concat)
                            .replaceAll("\\s", "");
            return HexFormat.of().parseHex(digits);
        }
    }
}

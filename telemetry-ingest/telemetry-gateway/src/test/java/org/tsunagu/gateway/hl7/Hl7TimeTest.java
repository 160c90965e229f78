// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7TimeTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @ParameterizedTest
    @CsvSource({
        "20230309143900,            2023-03-09T05:39:00Z,        1000000",
        "20191105183941+0100,       2019-11-05T17:39:41Z,        1000000",
        "20150615145531.000,        2015-06-15T05:55:31Z,           1000",
        "20260912120000.0000+0530,  2026-09-12T06:30:00Z,            100",
        "202611201200,              2026-11-20T03:00:00Z,       60000000",
        "2026112012,                2026-11-20T03:00:00Z,     3600000000",
        "20261120,                  2026-11-19T15:00:00Z,    86400000000",
        "20261120120000.123456789Z, 2026-11-20T12:00:00.123456Z,       1",
        "20161231235960+0000,       2016-12-31T23:59:59Z,        1000000",
        "20260101000000-0330,       2026-01-01T03:30:00Z,        1000000"
    })
    void everySpellingMetInTheFieldIsRead(String text, Instant time, long resolutionMicros) {
        Hl7Time read = Hl7Time.parse(text, TOKYO);
        assertThat(read.time().micros()).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, time));
        assertThat(read.resolutionMicros()).isEqualTo(resolutionMicros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"\"",
                "now",
                "202",
                "2026112",
                "20261320",
                "20261120250000",
                "20261120126000",
                "20261120120000.",
                "20261120120000+9900",
                "20261120120000+09",
                "00000000000000",
                "19000101",
                "20261120120000.1.2",
                "２０２６１１２０",
                "20261120.5"
            })
    void whatIsNoTimeIsNoTime(String text) {
        assertThat(Hl7Time.parse(text, TOKYO)).isNull();
    }

    @Test
    void anHourThatDaylightSavingTimeSkipsOrRepeatsIsStillATime() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(Hl7Time.parse("20260329023000", berlin).time().micros())
                .isEqualTo(
                        ChronoUnit.MICROS.between(
                                Instant.EPOCH, Instant.parse("2026-03-29T01:30:00Z")));
        assertThat(Hl7Time.parse("20261025023000", berlin).time().micros())
                .isEqualTo(
                        ChronoUnit.MICROS.between(
                                Instant.EPOCH, Instant.parse("2026-10-25T00:30:00Z")));
    }
}

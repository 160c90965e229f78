// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFramesTest {
    @ParameterizedTest
    @CsvSource({
        "VP8, 10 00 9d012a, true, no extension and P 0",
        "VP8, 10 01 9d012a, false, an interframe",
        "VP8, 00 00 9d012a, false, not the begin of a partition",
        "VP8, 11 00 9d012a, false, the second partition",
        "VP8, 90 80 8123 00 9d, true, fifteen bits of picture number",
        "VP8, 90 e0 8123 45 60 00, true, picture number and layers",
        "VP8, 90 80, false, truncated",
        "VP9, 8a 8123 00, true, not predicted",
        "VP9, ca 8123 00, false, predicted",
        "VP9, 82 8123 00, false, not the begin of a frame",
        "VP9, aa 8123 00 00, true, lowest spatial layer",
        "VP9, aa 8123 02 00, false, a higher spatial layer",
        "H264, 67 42e01f, true, a parameter set",
        "H264, 65 8880, true, an IDR slice",
        "H264, 41 9a00, false, a slice",
        "H264, 78 0002 0910 0004 67420000 0002 6800, true, aggregated behind a delimiter",
        "H264, 78 0002 0910 0002 419a, false, aggregated without",
        "H264, 7c 85 88, true, the first piece of an IDR slice",
        "H264, 7c 05 88, false, a later piece",
        "H264, 78 ffff 67, true, the unit is named though the length is wrong",
        "AV1, 18 0a, true, a new coded video sequence",
        "AV1, 10 0a, false, the same sequence",
        "opus, 78 00, false, sound"
    })
    void aKeyFrameIsToldByThePayloadsOwnHeader(
            String codec, String payload, boolean expected, String why) {
        byte[] b = Packets.hex("ffff" + payload);
        assertThat(KeyFrames.startsKeyFrame(codec, b, 2, b.length - 2)).as(why).isEqualTo(expected);
    }

    @Test
    void anEmptyPayloadBeginsNothing() {
        assertThat(KeyFrames.startsKeyFrame("VP8", new byte[0], 0, 0)).isFalse();
    }
}

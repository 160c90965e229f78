// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tsunagu.simulator.media.clip.Clip;
import org.tsunagu.simulator.media.clip.EncodedFrame;
import org.tsunagu.simulator.media.clip.SyntheticClip;
import org.tsunagu.simulator.media.sdp.VideoCodec;

class PayloadFormatTest {
    private static final int MOST = 1_160;

    private static Clip clip(VideoCodec codec) {
        return SyntheticClip.of(SyntheticClip.Shape.p1080(codec, 8), 7);
    }

    @Test
    void everyVp8FrameIsWholeAgain() {
        var format = new Vp8Format();
        for (EncodedFrame frame : clip(VideoCodec.VP8).frames()) {
            var parts = new Collected();
            format.split(frame.data(), MOST, parts);
            assertThat(parts.vp8()).isEqualTo(frame.data());
            assertThat(parts.payloads).allSatisfy(one -> assertThat(one).hasSizeLessThan(MOST + 1));
            assertThat(parts.lasts.indexOf(true)).isEqualTo(parts.lasts.size() - 1);
        }
    }

    @Test
    void theFirstPartOfAVp8FrameBeginsItAndPicturesAreCounted() {
        var format = new Vp8Format();
        for (int picture = 0; picture < 3; picture++) {
            var parts = new Collected();
            format.split(new byte[5_000], MOST, parts);
            assertThat(parts.payloads.getFirst()[0]).isEqualTo((byte) 0x90);
            assertThat(parts.payloads.getLast()[0]).isEqualTo((byte) 0x80);
            assertThat(parts.payloads.getLast()[3]).isEqualTo((byte) picture);
        }
    }

    @Test
    void everyH264FrameIsWholeAgain() {
        var format = new H264Format();
        for (EncodedFrame frame : clip(VideoCodec.H264).frames()) {
            var parts = new Collected();
            format.split(frame.data(), MOST, parts);
            assertThat(parts.h264()).isEqualTo(frame.data());
            assertThat(parts.payloads).allSatisfy(one -> assertThat(one).hasSizeLessThan(MOST + 1));
            assertThat(parts.lasts.indexOf(true)).isEqualTo(parts.lasts.size() - 1);
        }
    }

    @Test
    void parameterSetsOfH264GoAsTheyAre() {
        var parts = new Collected();
        new H264Format().split(clip(VideoCodec.H264).frames().getFirst().data(), MOST, parts);

        assertThat(parts.payloads.get(0)[0] & 0x1F).isEqualTo(7);
        assertThat(parts.payloads.get(1)[0] & 0x1F).isEqualTo(8);
        assertThat(parts.payloads.get(2)[0] & 0x1F).isEqualTo(28);
    }
}

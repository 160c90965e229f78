// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.sdp.SessionDescription.Read;

class SessionDescriptionTest {
    @Test
    void aBrowsersOfferIsReadByItsStructure() {
        SessionDescription offer = Fixtures.parsed(Fixtures.text("chromium-offer-send"));
        assertThat(offer.bundles()).containsExactly(List.of("0", "1"));
        assertThat(offer.iceLite()).isFalse();
        assertThat(offer.media())
                .extracting(MediaSection::kind)
                .containsExactly(MediaKind.AUDIO, MediaKind.VIDEO);
        MediaSection video = offer.media().get(1);
        assertThat(video.direction()).isEqualTo(StreamDirection.SENDONLY);
        assertThat(video.rtcpMux()).isTrue();
        assertThat(video.setup()).isEqualTo("actpass");
        assertThat(video.iceUfrag()).hasSize(4);
        assertThat(video.icePassword()).hasSize(24);
        assertThat(video.fingerprints())
                .singleElement()
                .matches(fingerprint -> fingerprint.algorithm().equals("sha-256"));
        PayloadType vp8 = video.payloadTypes().getFirst();
        assertThat(vp8.name()).isEqualTo("VP8");
        assertThat(vp8.clockRate()).isEqualTo(90_000);
        assertThat(vp8.feedback())
                .containsExactlyInAnyOrder(
                        "goog-remb", "transport-cc", "ccm fir", "nack", "nack pli");
        assertThat(video.payloadTypes().get(1).apt()).isEqualTo(vp8.number());
        assertThat(video.ssrcs()).hasSize(2);
        assertThat(video.fid()).containsEntry(video.ssrcs().get(0), video.ssrcs().get(1));
    }

    @Test
    void whatTheSessionSaysHoldsForSectionsThatSayNothing() {
        MediaSection video = Fixtures.parsed(Fixtures.text("obs-offer")).media().get(1);
        assertThat(video.iceUfrag()).isEqualTo("nX7c");
        assertThat(video.icePassword()).isEqualTo("ezJaJgSSLLvbRhUA1zc6Qe");
        assertThat(video.fingerprints()).hasSize(1);
        assertThat(video.setup()).isEqualTo("actpass");
    }

    @Test
    void anExtensionWithADirectionIsReadWithItsNumber() {
        MediaSection audio = Fixtures.parsed(Fixtures.text("firefox-offer-send")).media().get(0);
        assertThat(audio.extensions())
                .contains(new HeaderExtension(2, "urn:ietf:params:rtp-hdrext:csrc-audio-level"));
    }

    @Test
    void feedbackForAllFormatsReachesEachOfThem() {
        String text =
                "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=rtpmap:96 VP8/90000\r\n"
                        + "a=rtpmap:97 VP9/90000\r\na=rtcp-fb:* nack\r\na=rtcp-fb:97 nack pli\r\n";
        MediaSection video = Fixtures.parsed(text).media().getFirst();
        assertThat(video.payloadTypes().get(0).feedback()).containsExactly("nack");
        assertThat(video.payloadTypes().get(1).feedback()).containsExactly("nack", "nack pli");
    }

    @Test
    void whatIsNoDescriptionIsSaidWithItsLine() {
        assertThat(odd("").line()).isZero();
        assertThat(odd("hello").line()).isEqualTo(1);
        assertThat(odd("v=0\r\nno\r\n").line()).isEqualTo(2);
        assertThat(odd("v=0\nm=video x UDP/TLS/RTP/SAVPF 96\n").reason()).isEqualTo("no port");
        assertThat(odd("v=0\nm=video 9\n").line()).isEqualTo(2);
        assertThat(odd("v=0\na=fingerprint:sha-256 AA:BB:xx\n").line()).isEqualTo(2);
    }

    @Test
    void everySizeHasABound() {
        assertThat(odd("v=0\n" + "a=x\n".repeat(SessionDescription.MOST_LINES)).line())
                .isEqualTo(SessionDescription.MOST_LINES + 1);
        assertThat(odd("v=0\n" + "x".repeat(SessionDescription.LONGEST)).line()).isZero();
        String sections =
                "m=video 9 UDP/TLS/RTP/SAVPF 96\n".repeat(SessionDescription.MOST_SECTIONS + 1);
        assertThat(odd("v=0\n" + sections).line()).isEqualTo(SessionDescription.MOST_SECTIONS + 2);
        assertThat(odd("v=0\nm=video 9 UDP/TLS/RTP/SAVPF" + " 96".repeat(200)).line()).isEqualTo(2);
    }

    private static Read.Odd odd(String text) {
        Read read = SessionDescription.read(text);
        assertThat(read).isInstanceOf(Read.Odd.class);
        return (Read.Odd) read;
    }
}

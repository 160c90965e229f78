// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsunagu.video.bridge.MediaKind;

class AnsweringTest {
    private static Agreement whip(String offer) {
        return Descriptions.answerPublisher(Fixtures.LOCAL, offer, 3);
    }

    private static Agreement whep(Negotiated publisher, String offer) {
        return Descriptions.answerViewer(Fixtures.LOCAL, publisher, offer, "field-1", 4);
    }

    private static Negotiated publishes(String fixture) {
        return Fixtures.agreed(whip(Fixtures.text(fixture))).negotiated();
    }

    private static Negotiated.Stream video(Negotiated negotiated) {
        return Objects.requireNonNull(negotiated.stream(MediaKind.VIDEO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"chromium-offer-send", "firefox-offer-send", "obs-offer", "ffmpeg-offer"})
    void anEncoderIsAnsweredInTheOrderOfItsOfferAndNeverAskedToBeServer(String fixture) {
        String offer = Fixtures.text(fixture);
        Agreement.Agreed agreed = Fixtures.agreed(whip(offer));
        SessionDescription answer = Fixtures.parsed(agreed.sdp());
        List<MediaSection> offered = Fixtures.parsed(offer).media();
        assertThat(answer.media())
                .extracting(MediaSection::mid)
                .isEqualTo(offered.stream().map(MediaSection::mid).toList());
        for (MediaSection section : answer.media()) {
            assertThat(section.direction()).isEqualTo(StreamDirection.RECVONLY);
            assertThat(section.setup()).isEqualTo("passive");
            assertThat(section.port()).isPositive();
            MediaSection theirs =
                    offered.stream().filter(o -> o.mid().equals(section.mid())).findFirst().get();
            assertThat(theirs.formats()).containsAll(section.formats());
            assertThat(theirs.extensions()).containsAll(section.extensions());
        }
        assertThat(agreed.negotiated().streams()).hasSize(2);
        assertThat(agreed.peer().iceUfrag()).isEqualTo(offered.getFirst().iceUfrag());
    }

    @Test
    void anEncoderWithoutRetransmissionsIsTakenAsItIs() {
        Codec codec = video(publishes("obs-offer")).codecs().getFirst();
        assertThat(codec.name()).isEqualTo("H264");
        assertThat(codec.payloadType()).isEqualTo(96);
        assertThat(codec.rtxPayloadType()).isEqualTo(Codec.NO_RTX);
        assertThat(video(publishes("obs-offer")).ssrcs())
                .isEqualTo(new StreamSsrcs((int) 3_388_068_601L, 0));
    }

    @Test
    void itsViewersGetRetransmissionsFromTheBridge() {
        Offer offer =
                Descriptions.viewerOffer(Fixtures.LOCAL, publishes("obs-offer"), "field-1", 5);
        Negotiated.Stream proposed = video(offer.proposed());
        assertThat(proposed.codecs().getFirst().rtxPayloadType()).isBetween(96, 127);
        assertThat(proposed.codecs().getFirst().rtxPayloadType()).isNotIn(96, 111);
        assertThat(proposed.ssrcs()).matches(ssrcs -> ssrcs != null && ssrcs.rtx() != 0);
        assertThat(offer.sdp()).contains("a=ssrc-group:FID 3388068601 ");
    }

    @Test
    void aPlayerIsAnsweredWithItsOwnNumbersForThePublishersCodec() {
        Negotiated publisher = publishes("ffmpeg-offer");
        Negotiated baseline = publishes("obs-offer");
        String offer = Fixtures.text("chromium-offer-receive");
        Agreement.Agreed agreed = Fixtures.agreed(whep(baseline, offer));
        assertThat(video(agreed.negotiated()).codecs())
                .allMatch(codec -> codec.name().equals("H264"))
                .extracting(Codec::payloadType)
                .contains(108);
        assertThat(video(agreed.negotiated()).ssrcs())
                .matches(ssrcs -> ssrcs != null && ssrcs.media() == (int) 3_388_068_601L);
        MediaSection section = Fixtures.parsed(agreed.sdp()).media().get(1);
        assertThat(section.direction()).isEqualTo(StreamDirection.SENDONLY);
        assertThat(section.setup()).isEqualTo("passive");
        Agreement.Agreed high = Fixtures.agreed(whep(publisher, offer));
        assertThat(high.negotiated().streams()).containsOnlyKeys(MediaKind.AUDIO);
        assertThat(Fixtures.parsed(high.sdp()).media().get(1).isRejected()).isTrue();
    }

    @Test
    void aPlayerThatFitsToNothingIsRefused() {
        Negotiated picture = publishes("obs-offer");
        String soundless =
                Fixtures.text("chromium-offer-receive")
                        .replace("opus", "pcmx")
                        .replace("H264", "H26X");
        assertThat(Fixtures.refused(whep(picture, soundless))).contains("fits");
    }

    @Test
    void dataChannelsAndSecondCamerasAreRejectedInTheirPlace() {
        String offer = Fixtures.text("obs-offer").replace("BUNDLE 0 1", "BUNDLE 0 1 2 3");
        String second =
                offer.substring(offer.indexOf("m=video")).replace("a=mid:1", "a=mid:2")
                        + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:3\r\n";
        Agreement.Agreed agreed = Fixtures.agreed(whip(offer + second));
        SessionDescription answer = Fixtures.parsed(agreed.sdp());
        assertThat(answer.media())
                .extracting(MediaSection::isRejected)
                .containsExactly(false, false, true, true);
        assertThat(answer.bundles()).containsExactly(List.of("0", "1"));
    }

    @Test
    void anOfferTheBridgeCannotServeIsRefusedInWords() {
        String offer = Fixtures.text("obs-offer");
        assertThat(Fixtures.refused(whip("garbage"))).contains("cannot be read");
        assertThat(Fixtures.refused(whip(offer.replace("a=rtcp-mux\r\n", "")))).contains("mux");
        assertThat(Fixtures.refused(whip(offer.replace("actpass", "passive")))).contains("DTLS");
        assertThat(Fixtures.refused(whip(offer.replace("a=sendonly", "a=recvonly"))))
                .contains("nothing is offered");
        assertThat(Fixtures.refused(whip(offer.replace("t=0 0", "a=ice-lite"))))
                .contains("ice-lite");
        assertThat(Fixtures.refused(whip(offer.replace("sha-256", "md5")))).contains("SHA-256");
    }

    @Test
    void soundAndPictureOnTwoTransportsAreNotTakenTogether() {
        String offer = Fixtures.text("obs-offer").replace("a=group:BUNDLE 0 1\r\n", "");
        assertThat(Fixtures.agreed(whip(offer)).negotiated().streams())
                .containsOnlyKeys(MediaKind.AUDIO);
    }

    @Test
    void aSingleSectionNeedsNoBundleAndNoName() {
        String offer = Fixtures.text("obs-offer").replace("a=group:BUNDLE 0 1\r\n", "");
        String single = offer.substring(0, offer.indexOf("m=video")).replace("a=mid:0\r\n", "");
        Agreement.Agreed agreed = Fixtures.agreed(whip(single));
        assertThat(agreed.sdp()).doesNotContain("BUNDLE", "a=mid");
    }

    @Test
    void nothingAPeerWroteBecomesALineOfItsOwn() {
        String hostile =
                Fixtures.text("obs-offer")
                        .replace("a=mid:1", "a=mid:1\u000Ba=x")
                        .replace(
                                "packetization-mode=1",
                                "packetization-mode=1;z=\u2028\u0085q\rm=x");
        Agreement agreement = whip(hostile);
        if (agreement instanceof Agreement.Agreed agreed) {
            assertThat(agreed.sdp().chars()).allMatch(c -> c == '\r' || c == '\n' || c >= ' ');
            assertThat(agreed.sdp().lines()).noneMatch(line -> line.equals("m=x"));
        }
        assertThat(agreement).isNotNull();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsunagu.video.bridge.MediaKind;

class OfferTest {
    private static final Set<MediaKind> BOTH = Set.of(MediaKind.AUDIO, MediaKind.VIDEO);
    private static final Set<MediaKind> PICTURE = Set.of(MediaKind.VIDEO);

    private static Offer publisherOffer(Set<MediaKind> kinds) {
        return Descriptions.publisherOffer(Fixtures.LOCAL, kinds, 7);
    }

    private static Negotiated chromiumPublishes() {
        String answer = Fixtures.text("chromium-answer-send-both");
        return Fixtures.agreed(Descriptions.acceptAnswer(publisherOffer(BOTH), answer))
                .negotiated();
    }

    private static Negotiated.Stream video(Negotiated negotiated) {
        return Objects.requireNonNull(negotiated.stream(MediaKind.VIDEO));
    }

    private static Negotiated.Stream audio(Negotiated negotiated) {
        return Objects.requireNonNull(negotiated.stream(MediaKind.AUDIO));
    }

    @Test
    void aPageIsOfferedToSendAllCodecsTheBridgeForwards() {
        SessionDescription offer = Fixtures.parsed(publisherOffer(BOTH).sdp());
        assertThat(offer.iceLite()).isTrue();
        assertThat(offer.media()).allMatch(s -> s.direction() == StreamDirection.RECVONLY);
        assertThat(offer.media()).allMatch(s -> s.setup().equals("actpass") && s.rtcpMux());
        assertThat(offer.inOneBundle("audio", "video")).isTrue();
        assertThat(offer.media().get(1).payloadTypes())
                .extracting(PayloadType::name)
                .containsExactly("VP8", "rtx", "H264", "rtx", "VP9", "rtx", "AV1", "rtx");
        assertThat(offer.media().get(1).payloadTypes().getFirst().parameters())
                .containsEntry("x-google-start-bitrate", "4000");
        assertThat(publisherOffer(BOTH).sdp())
                .contains("a=candidate:1 1 udp 2130706431 192.0.2.10 10000 typ host\r\n")
                .contains("a=candidate:2 1 udp 2130706175 2001:db8::10 10000 typ host\r\n")
                .contains("a=rtcp-xr:rcvr-rtt=all\r\n");
    }

    @Test
    void theSameIsOfferedInTheSameWords() {
        assertThat(publisherOffer(BOTH).sdp()).isEqualTo(publisherOffer(BOTH).sdp());
    }

    @Test
    void chromiumsAnswerSaysWhatItSendsAndWhoItIs() {
        Agreement.Agreed agreed =
                Fixtures.agreed(
                        Descriptions.acceptAnswer(
                                publisherOffer(BOTH), Fixtures.text("chromium-answer-send-both")));
        Negotiated.Stream video = video(agreed.negotiated());
        assertThat(video.codecs())
                .extracting(Codec::name)
                .containsExactly("VP8", "H264", "VP9", "AV1");
        assertThat(video.codecs())
                .extracting(Codec::rtxPayloadType)
                .containsExactly(101, 103, 105, 107);
        assertThat(video.ssrcs())
                .isEqualTo(new StreamSsrcs((int) 2_928_949_113L, (int) 4_057_790_589L));
        assertThat(video.extension(HeaderExtension.ABS_CAPTURE_TIME)).isEqualTo(5);
        assertThat(video.codecs().getFirst().hasTransportFeedback()).isTrue();
        assertThat(audio(agreed.negotiated()).codecs())
                .extracting(Codec::payloadType)
                .containsExactly(111);
        assertThat(audio(agreed.negotiated()).ssrcs()).isEqualTo(new StreamSsrcs(1_525_650_385, 0));
        assertThat(agreed.negotiated().kindOf(101)).isEqualTo(MediaKind.VIDEO);
        assertThat(agreed.negotiated().kindOf(111)).isEqualTo(MediaKind.AUDIO);
        assertThat(agreed.negotiated().kindOf(42)).isNull();
        assertThat(agreed.peer().iceUfrag()).isEqualTo("glqJ");
        assertThat(agreed.peer().fingerprints())
                .singleElement()
                .matches(fingerprint -> fingerprint.value().startsWith("71:61:C0"));
    }

    @Test
    void aViewerIsOfferedThePublishersNumbersAndSources() {
        Offer offer = Descriptions.viewerOffer(Fixtures.LOCAL, chromiumPublishes(), "field-1", 8);
        MediaSection video = Fixtures.parsed(offer.sdp()).media().get(1);
        assertThat(video.direction()).isEqualTo(StreamDirection.SENDONLY);
        assertThat(video.msid()).isEqualTo("field-1 field-1-video");
        assertThat(video.fid()).isEqualTo(Map.of((int) 2_928_949_113L, (int) 4_057_790_589L));
        assertThat(video.payloadTypes().getFirst().number()).isEqualTo(100);
        assertThat(video.payloadTypes().getFirst().feedback())
                .containsExactly("nack", "nack pli", "ccm fir", "goog-remb");
        assertThat(offer.sdp()).doesNotContain("transport-wide-cc", "sdes:mid", "x-google");
    }

    @Test
    void onlyTheCodecThatIsSentIsPromised() {
        Negotiated sending = chromiumPublishes().sending(MediaKind.VIDEO, 102);
        Offer offer = Descriptions.viewerOffer(Fixtures.LOCAL, sending, "field-1", 8);
        assertThat(Fixtures.parsed(offer.sdp()).media().get(1).payloadTypes())
                .extracting(PayloadType::number)
                .containsExactly(102, 103);
    }

    @Test
    void aViewersAnswerKeepsTheSourcesItWasTold() {
        Offer offer = Descriptions.viewerOffer(Fixtures.LOCAL, chromiumPublishes(), "field-1", 8);
        Agreement.Agreed agreed =
                Fixtures.agreed(
                        Descriptions.acceptAnswer(
                                offer, Fixtures.text("chromium-answer-receive-both")));
        assertThat(video(agreed.negotiated()).ssrcs())
                .isEqualTo(video(chromiumPublishes()).ssrcs());
        assertThat(video(agreed.negotiated()).extension(HeaderExtension.MID)).isZero();
    }

    @Test
    void anAnswerThatCannotBeTakenIsRefusedInWords() {
        String answer = Fixtures.text("chromium-answer-send-video");
        assertThat(refusal(answer.replace("a=rtcp-mux\r\n", ""))).contains("rtcp-mux");
        assertThat(refusal(answer.replace("a=setup:active", "a=setup:passive")))
                .contains("a=setup");
        assertThat(refusal(answer.replaceAll("a=fingerprint:[^\r]*\r\n", "")))
                .contains("fingerprint");
        assertThat(refusal(answer.replace("sha-256", "sha-1"))).contains("SHA-256");
        assertThat(refusal(answer.replaceAll("a=ice-pwd:[^\r]*", "a=ice-pwd:short")))
                .contains("ICE");
        assertThat(refusal(answer.replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"))).contains("DTLS");
        assertThat(refusal(answer.replace("a=sendonly", "a=inactive"))).contains("nothing");
        assertThat(refusal(answer.replaceAll("m=video \\d+ ", "m=video 0 "))).contains("nothing");
        assertThat(refusal(answer.replace("m=video", "m=audio"))).contains("not offered");
        assertThat(refusal(answer + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n")).contains("number");
        assertThat(refusal("v=0\r\nnonsense")).contains("line 2");
    }

    private static String refusal(String answer) {
        return Fixtures.refused(Descriptions.acceptAnswer(publisherOffer(PICTURE), answer));
    }

    @Test
    void aPeerThatSendsOnlyOneOfTwoKindsIsTakenWithThatOne() {
        String answer = Fixtures.text("chromium-answer-send-both");
        int picture = answer.indexOf("m=video");
        String silent =
                answer.substring(0, picture).replace("a=sendonly", "a=inactive")
                        + answer.substring(picture);
        Agreement.Agreed agreed =
                Fixtures.agreed(Descriptions.acceptAnswer(publisherOffer(BOTH), silent));
        assertThat(agreed.negotiated().streams()).containsOnlyKeys(MediaKind.VIDEO);
    }
}

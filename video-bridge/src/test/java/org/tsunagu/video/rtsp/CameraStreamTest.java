// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CameraStreamTest {
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=x\r\nt=0 0\r\n";
    private static final String PICTURE =
            "m=video 0 RTP/AVP 35\r\na=rtpmap:35 H264/90000\r\n"
                    + "a=fmtp:35 packetization-mode=1;sprop-parameter-sets=Z0LAH9oBQBbo,aM48gA==\r\n";

    @Test
    void theFirstH264StreamIsTakenAndTheRestIsSaid() throws CameraException {
        CameraStream stream =
                CameraStream.of(
                        HEAD
                                + "a=control:*\r\nm=audio 0 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n"
                                + PICTURE
                                + "a=control:trackID=1\r\nm=application 0 RTP/AVP 107\r\n"
                                + "a=rtpmap:107 vnd.onvif.metadata/90000\r\n",
                        "rtsp://camera/live/");
        assertThat(stream)
                .isEqualTo(
                        new CameraStream(
                                "rtsp://camera/live/",
                                "rtsp://camera/live/trackID=1",
                                35,
                                "Z0LAH9oBQBbo,aM48gA==",
                                java.util.List.of("audio PCMU", "application vnd.onvif.metadata")));
    }

    @Test
    void addressesAreResolvedAsCamerasMeanThem() throws CameraException {
        CameraStream whole =
                CameraStream.of(
                        HEAD
                                + "a=control:rtsp://other/all\r\n"
                                + PICTURE
                                + "a=control:rtsp://other/v\r\n",
                        "rtsp://camera/live");
        assertThat(whole.aggregate()).isEqualTo("rtsp://other/all");
        assertThat(whole.media()).isEqualTo("rtsp://other/v");
        CameraStream none = CameraStream.of(HEAD + PICTURE, "rtsp://camera/live?a=b");
        assertThat(none.media()).isEqualTo("rtsp://camera/live?a=b");
        CameraStream part = CameraStream.of(HEAD + PICTURE + "a=control:t1\r\n", "rtsp://camera/l");
        assertThat(part.media()).isEqualTo("rtsp://camera/l/t1");
    }

    @Test
    void whatBrowsersCannotShowIsRefusedInWords() {
        assertThatThrownBy(
                        () ->
                                CameraStream.of(
                                        HEAD + "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H265/90000\r\n",
                                        "rtsp://camera"))
                .isInstanceOf(CameraException.Refused.class)
                .hasMessageContaining("video H.265")
                .hasMessageContaining("set the camera");
        assertThatThrownBy(() -> CameraStream.of("", "rtsp://camera"))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(
                        () ->
                                CameraStream.of(
                                        HEAD + PICTURE + "a=control:a b\r\n", "rtsp://camera"))
                .hasMessageContaining("odd address");
    }

    @Test
    void anAddressIsReadAndASecretInItIsRefused() {
        assertThat(CameraAddress.parse("rtsp://192.0.2.20/s1?x=1"))
                .isEqualTo(new CameraAddress("192.0.2.20", 554, "rtsp://192.0.2.20/s1?x=1"));
        assertThat(CameraAddress.parse("rtsp://[2001:db8::7]:8554/").host())
                .isEqualTo("2001:db8::7");
        assertThatThrownBy(() -> CameraAddress.parse("rtsp://me:secret@camera/"))
                .hasMessageContaining("passwordFile")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> CameraAddress.parse("http://camera/"))
                .hasMessageContaining("rtsp");
        assertThatThrownBy(() -> CameraAddress.parse("rtsp://camera:0/"))
                .hasMessageContaining("port");
        assertThatThrownBy(() -> CameraAddress.parse("rtsp:// x"))
                .hasMessageContaining("no address");
    }
}

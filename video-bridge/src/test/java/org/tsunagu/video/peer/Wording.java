// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.util.Map;
import org.tsunagu.video.bridge.MediaKind;

/// Writes what a peer says of itself.
///
/// @param setup `active` in an answer, `actpass` in an offer
record Wording(String ufrag, String pwd, String fingerprint, String setup) {
    static final String CAPTURE_TIME =
            "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time";
    static final String SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
    static final String TRANSPORT_CC =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";

    /// The numbers of one stream.
    ///
    /// @param codec as SDP names it
    /// @param rtxPayloadType -1: without
    /// @param ssrc 0: not said
    record Stream(
            MediaKind kind,
            String codec,
            String mid,
            int payloadType,
            int rtxPayloadType,
            Map<String, Integer> extensions,
            int ssrc,
            int rtxSsrc) {
        Stream {
            extensions = Map.copyOf(extensions);
        }

        int extension(String uri) {
            return extensions.getOrDefault(uri, 0);
        }

        Stream silent() {
            return new Stream(kind, codec, mid, payloadType, rtxPayloadType, extensions, 0, 0);
        }

        private String map() {
            return codec + (kind == MediaKind.AUDIO ? "/48000/2" : "/90000");
        }
    }

    String session(Iterable<Stream> streams, boolean sends) {
        var text = new StringBuilder("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n");
        text.append("a=group:BUNDLE");
        streams.forEach(stream -> text.append(' ').append(stream.mid()));
        text.append("\r\n");
        streams.forEach(stream -> section(text, stream, sends));
        return text.toString();
    }

    private void section(StringBuilder text, Stream stream, boolean sends) {
        int number = stream.payloadType();
        int rtx = stream.rtxPayloadType();
        line(
                text,
                "m="
                        + stream.kind().sdpName()
                        + " 9 UDP/TLS/RTP/SAVPF "
                        + number
                        + (rtx < 0 ? "" : " " + rtx));
        line(text, "c=IN IP4 0.0.0.0");
        line(text, "a=ice-ufrag:" + ufrag);
        line(text, "a=ice-pwd:" + pwd);
        line(text, "a=fingerprint:" + fingerprint);
        line(text, "a=setup:" + setup);
        line(text, "a=mid:" + stream.mid());
        line(text, sends ? "a=sendonly" : "a=recvonly");
        line(text, "a=rtcp-mux");
        line(text, "a=rtcp-rsize");
        stream.extensions().forEach((uri, id) -> line(text, "a=extmap:" + id + " " + uri));
        line(text, "a=rtpmap:" + number + " " + stream.map());
        if (stream.codec().equals("H264")) {
            line(text, "a=fmtp:" + number + " packetization-mode=1;profile-level-id=42e01f");
        }
        for (String feedback : new String[] {"nack", "nack pli", "goog-remb", "transport-cc"}) {
            line(text, "a=rtcp-fb:" + number + " " + feedback);
        }
        if (rtx >= 0) {
            line(text, "a=rtpmap:" + rtx + " rtx/90000");
            line(text, "a=fmtp:" + rtx + " apt=" + number);
        }
        if (sends && stream.ssrc() != 0) {
            String ssrc = Integer.toUnsignedString(stream.ssrc());
            String again = Integer.toUnsignedString(stream.rtxSsrc());
            if (rtx >= 0) {
                line(text, "a=ssrc-group:FID " + ssrc + " " + again);
                line(text, "a=ssrc:" + again + " cname:peer");
            }
            line(text, "a=ssrc:" + ssrc + " cname:peer");
        }
    }

    private static void line(StringBuilder text, String content) {
        text.append(content).append("\r\n");
    }
}

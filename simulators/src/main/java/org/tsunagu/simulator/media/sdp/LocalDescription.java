// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.sdp;

import java.net.InetSocketAddress;
import java.util.TreeMap;

/// What a media peer says of its own transport, and writes its descriptions with.
///
/// @param fingerprint hash function and hash of its certificate
/// @param candidate where it is reached
/// @param ssrc of the stream it sends; its retransmissions have the next one. 0: it receives
public record LocalDescription(
        String ufrag, String password, String fingerprint, InetSocketAddress candidate, int ssrc) {
    private static final long PRIORITY = 2_130_706_431L;
    private static final String[] FEEDBACK = {
        "nack", "nack pli", "ccm fir", "goog-remb", "transport-cc"
    };

    /// Offers one stream.
    public String offer(StreamNumbers numbers) {
        var text = head(numbers.mid());
        section(text, numbers, "actpass");
        return text.toString();
    }

    /// Answers an offer: the section of the stream is taken, all others are not (RFC 3264, section
    /// 6).
    ///
    /// @param numbers as the offer has them
    /// @param setup `active` or `passive`
    public String answer(RemoteDescription offer, StreamNumbers numbers, String setup) {
        var text = head(numbers.mid());
        RemoteSection taken = offer.videoSection(numbers.mid());
        for (RemoteSection section : offer.sections()) {
            if (section == taken) {
                section(text, numbers, setup);
            } else {
                line(text, "m=" + section.media() + " 0 UDP/TLS/RTP/SAVPF 0");
                line(text, "c=IN IP4 0.0.0.0");
                line(text, "a=mid:" + section.mid());
                line(text, "a=inactive");
            }
        }
        return text.toString();
    }

    private static StringBuilder head(String mid) {
        var text = new StringBuilder(2_048);
        line(text, "v=0");
        line(text, "o=- 1 1 IN IP4 127.0.0.1");
        line(text, "s=-");
        line(text, "t=0 0");
        line(text, "a=group:BUNDLE " + mid);
        line(text, "a=msid-semantic: WMS *");
        return text;
    }

    private void section(StringBuilder text, StreamNumbers numbers, String setup) {
        int number = numbers.payloadType();
        int rtx = numbers.rtxPayloadType();
        boolean withRtx = rtx != StreamNumbers.NO_RTX;
        line(text, "m=video 9 UDP/TLS/RTP/SAVPF " + number + (withRtx ? " " + rtx : ""));
        line(text, "c=IN IP4 0.0.0.0");
        line(text, "a=candidate:1 1 udp " + PRIORITY + " " + where() + " typ host");
        line(text, "a=ice-ufrag:" + ufrag);
        line(text, "a=ice-pwd:" + password);
        line(text, "a=fingerprint:" + fingerprint);
        line(text, "a=setup:" + setup);
        line(text, "a=mid:" + numbers.mid());
        line(text, ssrc == 0 ? "a=recvonly" : "a=sendonly");
        line(text, "a=rtcp-mux");
        line(text, "a=rtcp-rsize");
        new TreeMap<>(numbers.extensions())
                .forEach((known, id) -> line(text, "a=extmap:" + id + " " + known.uri()));
        String codec = numbers.codec().sdpName();
        line(text, "a=rtpmap:" + number + " " + codec + "/" + VideoCodec.CLOCK);
        for (String feedback : FEEDBACK) {
            if (numbers.transportFeedback() || !feedback.equals("transport-cc")) {
                line(text, "a=rtcp-fb:" + number + " " + feedback);
            }
        }
        if (!numbers.codec().parameters().isEmpty()) {
            line(text, "a=fmtp:" + number + " " + numbers.codec().parameters());
        }
        if (withRtx) {
            line(text, "a=rtpmap:" + rtx + " rtx/" + VideoCodec.CLOCK);
            line(text, "a=fmtp:" + rtx + " apt=" + number);
        }
        sources(text, withRtx);
    }

    private String where() {
        return candidate.getAddress().getHostAddress() + " " + candidate.getPort();
    }

    private void sources(StringBuilder text, boolean withRtx) {
        if (ssrc == 0) {
            return;
        }
        line(text, "a=msid:simulator picture");
        if (withRtx) {
            line(text, "a=ssrc-group:FID " + unsigned(ssrc) + " " + unsigned(ssrc + 1));
            line(text, "a=ssrc:" + unsigned(ssrc + 1) + " cname:simulator");
        }
        line(text, "a=ssrc:" + unsigned(ssrc) + " cname:simulator");
    }

    private static String unsigned(int value) {
        return Integer.toUnsignedString(value);
    }

    private static void line(StringBuilder text, String content) {
        text.append(content).append("\r\n");
    }
}

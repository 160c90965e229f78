// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;

/// Writes what the bridge says (RFC 8866, RFC 8829): one transport for all sections, candidates
/// complete.
final class DescriptionWriter {
    private static final long BEST_PRIORITY = 2_130_706_431L;
    private static final int WORSE_CANDIDATE = 256;

    private final StringBuilder text = new StringBuilder(2_048);
    private final Local local;
    private final String setup;

    /// What a section says beside its stream.
    ///
    /// @param streamId names the stream of a viewer and its clock (`a=msid`, cname); null where the
    ///     bridge receives
    /// @param withWishes whether the bridge's wishes to a sender are said
    record Role(StreamDirection direction, @Nullable String streamId, boolean withWishes) {}

    /// @param setup who opens DTLS: `actpass` in an offer, `passive` in an answer
    /// @param bundle identifiers of the accepted sections
    DescriptionWriter(Local local, String setup, List<String> bundle, long sessionId) {
        this.local = local;
        this.setup = setup;
        line("v=0");
        line("o=- " + sessionId + " 1 IN IP4 0.0.0.0");
        line("s=-");
        line("t=0 0");
        if (local.iceLite()) {
            line("a=ice-lite");
        }
        if (!bundle.isEmpty()) {
            line("a=group:BUNDLE " + String.join(" ", bundle));
        }
        line("a=extmap-allow-mixed");
        line("a=msid-semantic: WMS *");
    }

    /// A section the peer offered and the bridge does not take (RFC 3264, section 6).
    void rejected(MediaSection section) {
        line("m=" + section.media() + " 0 " + section.protocol() + " " + section.formats().get(0));
        line("c=IN IP4 0.0.0.0");
        mid(section.mid());
        line("a=inactive");
    }

    private void mid(String mid) {
        if (!mid.isEmpty()) {
            line("a=mid:" + mid);
        }
    }

    void section(MediaKind kind, String protocol, Negotiated.Stream stream, Role role) {
        var numbers = new StringBuilder();
        for (Codec codec : stream.codecs()) {
            numbers.append(' ').append(codec.payloadType());
            if (codec.rtxPayloadType() != Codec.NO_RTX) {
                numbers.append(' ').append(codec.rtxPayloadType());
            }
        }
        line("m=" + kind.sdpName() + " 9 " + protocol + numbers);
        line("c=IN IP4 0.0.0.0");
        transport();
        mid(stream.mid());
        line("a=" + role.direction().sdpName());
        line("a=rtcp-mux");
        line("a=rtcp-rsize");
        if (role.streamId() == null) {
            // The sender answers our reference times (RFC 3611, section 5.1): the round trip.
            line("a=rtcp-xr:rcvr-rtt=all");
        }
        new TreeMap<>(stream.extensions())
                .entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .forEach(
                                entry ->
                                        line(
                                                "a=extmap:"
                                                        + entry.getValue()
                                                        + " "
                                                        + entry.getKey()));
        stream.codecs().forEach(codec -> codec(codec, role.withWishes()));
        if (role.streamId() != null) {
            sources(stream, role.streamId(), kind);
        }
    }

    private void transport() {
        line("a=ice-ufrag:" + local.iceUfrag());
        line("a=ice-pwd:" + local.icePassword());
        line("a=fingerprint:sha-256 " + local.fingerprint());
        line("a=setup:" + setup);
        long priority = BEST_PRIORITY;
        int foundation = 1;
        for (Local.Candidate candidate : local.candidates()) {
            line(
                    "a=candidate:"
                            + foundation++
                            + " 1 udp "
                            + priority
                            + " "
                            + candidate.address()
                            + " "
                            + candidate.port()
                            + " typ host");
            priority -= WORSE_CANDIDATE;
        }
        line("a=end-of-candidates");
    }

    private void codec(Codec codec, boolean withWishes) {
        String channels = codec.channels() > 1 ? "/" + codec.channels() : "";
        line(
                "a=rtpmap:"
                        + codec.payloadType()
                        + " "
                        + codec.name()
                        + "/"
                        + codec.clockRate()
                        + channels);
        String fmtp = (withWishes ? Catalogue.withWishes(codec) : codec).fmtp(withWishes);
        if (!fmtp.isEmpty()) {
            line("a=fmtp:" + codec.payloadType() + " " + fmtp);
        }
        codec.feedback().forEach(fb -> line("a=rtcp-fb:" + codec.payloadType() + " " + fb));
        if (codec.rtxPayloadType() != Codec.NO_RTX) {
            line("a=rtpmap:" + codec.rtxPayloadType() + " rtx/" + codec.clockRate());
            line("a=fmtp:" + codec.rtxPayloadType() + " apt=" + codec.payloadType());
        }
    }

    private void sources(Negotiated.Stream stream, String streamId, MediaKind kind) {
        line("a=msid:" + streamId + " " + streamId + "-" + kind.sdpName());
        StreamSsrcs ssrcs = stream.ssrcs();
        if (ssrcs == null) {
            return;
        }
        String streamSource = Integer.toUnsignedString(ssrcs.media());
        String rtxSource = Integer.toUnsignedString(ssrcs.rtx());
        if (ssrcs.rtx() != 0) {
            line("a=ssrc-group:FID " + streamSource + " " + rtxSource);
        }
        line("a=ssrc:" + streamSource + " cname:" + streamId);
        if (ssrcs.rtx() != 0) {
            line("a=ssrc:" + rtxSource + " cname:" + streamId);
        }
    }

    private void line(String content) {
        text.append(content).append("\r\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.sdp.Agreement.Agreed;
import org.tsunagu.video.sdp.Agreement.Refused;
import org.tsunagu.video.sdp.SessionDescription.Read;

/// Takes a peer's answer to an offer of the bridge (RFC 3264, section 7).
final class Acceptance {
    private Acceptance() {}

    static Agreement of(Offer offer, String answer) {
        return switch (SessionDescription.read(answer)) {
            case Read.Odd odd -> new Refused("the answer cannot be read, " + odd.inWords());
            case Read.Parsed parsed -> take(offer, answer, parsed.description());
        };
    }

    private static Agreement take(Offer offer, String answer, SessionDescription description) {
        if (description.media().size() != offer.proposed().streams().size()) {
            return new Refused("the answer has another number of media sections than the offer");
        }
        Map<MediaKind, Negotiated.Stream> streams = new EnumMap<>(MediaKind.class);
        PeerTransport peer = null;
        for (MediaSection section : description.media()) {
            MediaKind kind = section.kind();
            Negotiated.Stream proposed = kind == null ? null : offer.proposed().stream(kind);
            if (kind == null || proposed == null || streams.containsKey(kind)) {
                return new Refused("the answer has a media section that was not offered");
            }
            if (!flows(section, offer.toPublisher())) {
                continue;
            }
            String trouble = trouble(section, peer);
            if (trouble != null) {
                return new Refused(trouble);
            }
            List<Codec> codecs =
                    Matching.codecs(
                            section,
                            proposed.codecs(),
                            Catalogue.feedback(kind, offer.toPublisher()));
            if (codecs.isEmpty()) {
                return new Refused("the answer takes no codec of the " + kind.sdpName());
            }
            peer = peer == null ? Identity.of(section) : peer;
            streams.put(kind, stream(section, kind, proposed, codecs, offer.toPublisher()));
        }
        return peer == null
                ? new Refused("the answer takes nothing of what was offered")
                : new Agreed(answer, new Negotiated(streams), peer);
    }

    private static boolean flows(MediaSection section, boolean toPublisher) {
        return !section.isRejected()
                && (toPublisher ? section.direction().sends() : section.direction().receives());
    }

    private static @Nullable String trouble(MediaSection section, @Nullable PeerTransport peer) {
        String trouble = Identity.trouble(section);
        if (trouble != null || peer == null) {
            return trouble;
        }
        return peer.iceUfrag().equals(section.iceUfrag())
                ? null
                : "all media must share one transport (a=group:BUNDLE)";
    }

    private static Negotiated.Stream stream(
            MediaSection section,
            MediaKind kind,
            Negotiated.Stream proposed,
            List<Codec> codecs,
            boolean toPublisher) {
        Set<String> uris = proposed.extensions().keySet();
        return new Negotiated.Stream(
                proposed.mid(),
                codecs,
                Matching.extensions(section, kind, uris),
                toPublisher ? Matching.ssrcs(section) : proposed.ssrcs());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.sdp.Agreement.Agreed;
import org.tsunagu.video.sdp.Agreement.Refused;
import org.tsunagu.video.sdp.DescriptionWriter.Role;
import org.tsunagu.video.sdp.SessionDescription.Read;

/// Answers a peer that offers itself: an encoder (WHIP) or, where a publisher is named, a player
/// (WHEP). Of each kind the first section that fits is taken, the others are rejected.
final class Answering {
    private final Local local;
    private final long sessionId;
    private final @Nullable Negotiated publisher;
    private final @Nullable String streamId;
    private final Map<MediaKind, Negotiated.Stream> streams = new EnumMap<>(MediaKind.class);
    private final Map<Integer, MediaKind> accepted = new HashMap<>();
    private @Nullable MediaSection first;
    private @Nullable String whyNot;

    Answering(
            Local local,
            long sessionId,
            @Nullable Negotiated publisher,
            @Nullable String streamId) {
        this.local = local;
        this.sessionId = sessionId;
        this.publisher = publisher;
        this.streamId = streamId;
    }

    Agreement to(String offer) {
        return switch (SessionDescription.read(offer)) {
            case Read.Odd odd -> new Refused("the offer cannot be read, " + odd.inWords());
            case Read.Parsed parsed -> answer(parsed.description());
        };
    }

    private Agreement answer(SessionDescription offer) {
        if (offer.iceLite()) {
            return new Refused(
                    "the peer must check connectivity itself: no a=ice-lite in its offer");
        }
        for (int i = 0; i < offer.media().size(); i++) {
            MediaKind kind = offer.media().get(i).kind();
            if (kind != null && !streams.containsKey(kind)) {
                consider(i, kind, offer);
            }
        }
        MediaSection leader = first;
        if (leader == null) {
            return new Refused(whyNot == null ? nothing() : whyNot);
        }
        return new Agreed(write(offer), new Negotiated(streams), Identity.of(leader));
    }

    private String nothing() {
        return publisher == null
                ? "nothing is offered that can be taken: send Opus, VP8, H.264, VP9 or AV1"
                : "nothing is offered that fits to what is sent";
    }

    private void consider(int index, MediaKind kind, SessionDescription offer) {
        MediaSection section = offer.media().get(index);
        Negotiated.Stream source = publisher == null ? null : publisher.stream(kind);
        boolean flows =
                publisher == null ? section.direction().sends() : section.direction().receives();
        boolean bundled = first != null && offer.inOneBundle(first.mid(), section.mid());
        if (!flows || (section.isRejected() && !bundled) || (publisher != null && source == null)) {
            return;
        }
        String trouble = bundled && section.iceUfrag().isEmpty() ? null : Identity.trouble(section);
        if (first != null && !bundled) {
            trouble = "audio and video must be offered as one bundle (a=group:BUNDLE)";
        }
        if (trouble != null) {
            whyNot = trouble;
            return;
        }
        List<Codec> codecs =
                Matching.codecs(
                        section,
                        source == null ? null : source.codecs(),
                        publisher == null
                                ? Catalogue.feedback(kind, true)
                                : Catalogue.fromViewers(kind, local));
        if (codecs.isEmpty()) {
            return;
        }
        first = first == null ? section : first;
        accepted.put(index, kind);
        streams.put(kind, stream(section, kind, source, codecs));
    }

    private Negotiated.Stream stream(
            MediaSection section,
            MediaKind kind,
            Negotiated.@Nullable Stream source,
            List<Codec> codecs) {
        if (source == null) {
            return new Negotiated.Stream(
                    section.mid(),
                    codecs,
                    Matching.extensions(section, kind, null),
                    Matching.ssrcs(section));
        }
        List<String> uris =
                source.extensions().keySet().stream()
                        .filter(uri -> Catalogue.reachesViewers(uri, local))
                        .toList();
        boolean withRtx = codecs.stream().anyMatch(codec -> codec.rtxPayloadType() >= 0);
        return new Negotiated.Stream(
                section.mid(),
                codecs,
                Matching.extensions(section, kind, uris),
                Descriptions.forViewers(source.ssrcs(), withRtx));
    }

    private String write(SessionDescription offer) {
        List<String> bundle = new ArrayList<>();
        for (int i = 0; i < offer.media().size(); i++) {
            if (accepted.containsKey(i) && !offer.bundles().isEmpty()) {
                bundle.add(offer.media().get(i).mid());
            }
        }
        var writer = new DescriptionWriter(local, "passive", bundle, sessionId);
        var role =
                publisher == null
                        ? new Role(StreamDirection.RECVONLY, null, true)
                        : new Role(StreamDirection.SENDONLY, streamId, false);
        for (int i = 0; i < offer.media().size(); i++) {
            MediaSection section = offer.media().get(i);
            MediaKind kind = accepted.get(i);
            Negotiated.Stream stream = kind == null ? null : streams.get(kind);
            if (kind == null || stream == null) {
                writer.rejected(section);
            } else {
                writer.section(kind, section.protocol(), stream, role);
            }
        }
        return writer.toString();
    }
}

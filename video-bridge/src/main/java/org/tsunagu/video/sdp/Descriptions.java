// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.sdp.DescriptionWriter.Role;

/// What the bridge offers, answers and takes. Pure; nothing is thrown for what a peer wrote.
public final class Descriptions {
    private static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";
    private static final int FIRST_DYNAMIC = 96;

    private Descriptions() {}

    /// The offer to a page that is going to send.
    ///
    /// @param sessionId a number of this endpoint's own, not negative
    public static Offer publisherOffer(Local local, Set<MediaKind> kinds, long sessionId) {
        Map<MediaKind, Negotiated.Stream> streams = new EnumMap<>(MediaKind.class);
        kinds.forEach(kind -> streams.put(kind, Catalogue.stream(kind, kind.sdpName())));
        var role = new Role(StreamDirection.RECVONLY, null, true);
        return offer(local, new Negotiated(streams), role, sessionId);
    }

    /// The offer to a page that is going to look: the publisher's codecs and numbers, so that
    /// nothing needs rewriting. Retransmissions come from the bridge, whether or not the publisher
    /// has them.
    ///
    /// @param streamId one word that names the stream and its clock
    public static Offer viewerOffer(
            Local local, Negotiated publisher, String streamId, long sessionId) {
        Map<MediaKind, Negotiated.Stream> streams = new EnumMap<>(MediaKind.class);
        Set<Integer> taken = numbersOf(publisher);
        publisher
                .streams()
                .forEach(
                        (kind, stream) ->
                                streams.put(kind, forViewers(local, kind, stream, taken)));
        var role = new Role(StreamDirection.SENDONLY, streamId, false);
        return offer(local, new Negotiated(streams), role, sessionId);
    }

    /// Takes the answer to an offer of ours.
    public static Agreement acceptAnswer(Offer offer, String answer) {
        return Acceptance.of(offer, answer);
    }

    /// Answers an encoder that offers what it is going to send (WHIP, RFC 9725).
    public static Agreement answerPublisher(Local local, String whipOffer, long sessionId) {
        return new Answering(local, sessionId, null, null).to(whipOffer);
    }

    /// Answers a player that offers to take what the publisher sends (WHEP).
    ///
    /// @param streamId one word that names the stream and its clock
    public static Agreement answerViewer(
            Local local, Negotiated publisher, String whepOffer, String streamId, long sessionId) {
        return new Answering(local, sessionId, publisher, streamId).to(whepOffer);
    }

    /// What a publisher in this process sends: one video codec of those the bridge offers, with the
    /// bridge's own numbers, without header extensions.
    public static Negotiated fed(String videoCodec, int ssrc) {
        Negotiated.Stream all = Catalogue.stream(MediaKind.VIDEO, MediaKind.VIDEO.sdpName());
        List<Codec> codecs =
                all.codecs().stream()
                        .filter(codec -> codec.name().equals(videoCodec))
                        .map(codec -> codec.withFeedback(List.of()))
                        .toList();
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException(videoCodec + " is not forwarded");
        }
        var stream = new Negotiated.Stream(all.mid(), codecs, Map.of(), new StreamSsrcs(ssrc, 0));
        return new Negotiated(Map.of(MediaKind.VIDEO, stream));
    }

    private static Offer offer(Local local, Negotiated proposed, Role role, long sessionId) {
        List<String> bundle = new ArrayList<>();
        Set<MediaKind> kinds = EnumSet.noneOf(MediaKind.class);
        kinds.addAll(proposed.streams().keySet());
        kinds.forEach(kind -> bundle.add(streamOf(proposed, kind).mid()));
        var writer = new DescriptionWriter(local, "actpass", bundle, sessionId);
        kinds.forEach(kind -> writer.section(kind, PROTOCOL, streamOf(proposed, kind), role));
        return new Offer(writer.toString(), proposed, role.streamId() == null);
    }

    private static Negotiated.Stream streamOf(Negotiated proposed, MediaKind kind) {
        return java.util.Objects.requireNonNull(proposed.stream(kind));
    }

    private static Negotiated.Stream forViewers(
            Local local, MediaKind kind, Negotiated.Stream stream, Set<Integer> taken) {
        List<Codec> codecs = new ArrayList<>();
        boolean withRtx = kind == MediaKind.VIDEO;
        for (Codec codec : stream.codecs()) {
            int rtx = codec.rtxPayloadType();
            codecs.add(
                    codec.withRtx(!withRtx ? Codec.NO_RTX : rtx == Codec.NO_RTX ? free(taken) : rtx)
                            .withFeedback(Catalogue.fromViewers(kind, local)));
        }
        Map<String, Integer> extensions = new java.util.HashMap<>(stream.extensions());
        extensions.keySet().removeIf(uri -> !Catalogue.reachesViewers(uri, local));
        StreamSsrcs ssrcs = stream.ssrcs();
        return new Negotiated.Stream(
                kind.sdpName(), codecs, extensions, forViewers(ssrcs, withRtx));
    }

    static @Nullable StreamSsrcs forViewers(@Nullable StreamSsrcs ssrcs, boolean withRtx) {
        if (ssrcs == null) {
            return null;
        }
        return withRtx ? ssrcs.withRtx() : new StreamSsrcs(ssrcs.media(), 0);
    }

    private static Set<Integer> numbersOf(Negotiated negotiated) {
        Set<Integer> numbers = new HashSet<>();
        for (Negotiated.Stream stream : negotiated.streams().values()) {
            for (Codec codec : stream.codecs()) {
                numbers.add(codec.payloadType());
                numbers.add(codec.rtxPayloadType());
            }
        }
        return numbers;
    }

    private static int free(Set<Integer> taken) {
        for (int number = FIRST_DYNAMIC; number <= Codec.HIGHEST_PAYLOAD_TYPE; number++) {
            if (taken.add(number)) {
                return number;
            }
        }
        return Codec.NO_RTX;
    }
}

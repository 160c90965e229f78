// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Relays live pictures and sound between peers that never meet: operating room, mentor, encoder.
///
/// An endpoint publishes one source or views one; a page that does both, or views several, has
/// several endpoints. So trouble with one picture touches no other, and nothing is ever
/// renegotiated. A source that is published again is a new *publication*: its viewers are closed
/// and ask again.
///
/// Our own pages are offered to ([#offer]); encoders and players that speak WHIP (RFC 9725) or WHEP
/// offer themselves ([#answerTo]). Who may do what was decided before anything here is called.
/// Every method may be called from any thread; futures complete on the caller's context where it
/// has one. Failures are [BridgeException]s.
public interface MediaBridge {
    /// `embedded` or `jitsi`.
    String kind();

    /// The kind of the bridge that carries this source, where several stand behind one.
    default String kind(SourceId source) {
        return kind();
    }

    /// Makes an endpoint and says the offer for it. It waits for [#answer] for a bounded time and
    /// is closed when none comes. A new publisher takes the place of the one before, whose endpoint
    /// is closed.
    ///
    /// @param kinds what a publisher is going to send; a viewer gets what there is of them
    Future<Session> offer(SourceId source, Direction direction, Set<MediaKind> kinds);

    /// Takes the peer's answer to an offer.
    Future<Void> answer(EndpointId endpoint, String sdp);

    /// Makes an endpoint for a peer that offers itself, and says the answer.
    Future<Session> answerTo(SourceId source, Direction direction, String offer);

    /// Ends an endpoint; one that is gone is no trouble.
    Future<Void> close(EndpointId endpoint);

    /// Asks the publisher for a picture that needs no other (PLI, RFC 4585), at most as often as it
    /// can bear.
    void requestKeyFrame(SourceId source);

    /// What is known of a source now; empty when nobody publishes it.
    Optional<SourceState> source(SourceId source);

    /// Every source of a room that somebody publishes.
    List<SourceState> sources(RoomId room);

    /// When a frame was captured, on the common axis; empty while the sender has not said what time
    /// its frames have, or nobody publishes the source.
    ///
    /// @param rtpTimestamp of the frame, unsigned 32 bit, as the publisher sent it
    Optional<FrameTime> frameTime(SourceId source, MediaKind kind, long rtpTimestamp);

    /// Tells everything that happens from now on. Listeners are called one after the other on a
    /// thread of the bridge and must not block.
    void listen(BridgeListener listener);

    /// Whether new endpoints are taken, and what it carries.
    BridgeHealth health();

    /// Closes every endpoint and gives back ports and threads.
    Future<Void> close();
}

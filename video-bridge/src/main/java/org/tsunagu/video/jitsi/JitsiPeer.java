// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.sdp.Offer;

/// One endpoint of ours at a bridge. Belongs to the board's thread.
final class JitsiPeer {
    final EndpointId id;
    final SourceId source;
    final Direction direction;

    /// What the bridge calls it; in its logs, so it is not the id that opens doors here.
    final String bridgeId;

    private final long bornNanos;
    private @Nullable Node node;
    private String meeting = "";
    private @Nullable Offer offer;
    private @Nullable JitsiPublication publication;
    private boolean made;
    private long madeNanos;
    private boolean agreed;
    private boolean connected;
    private boolean ended;
    private long packets = -1;
    private long heardNanos;

    JitsiPeer(
            EndpointId id, SourceId source, Direction direction, String bridgeId, long bornNanos) {
        this.id = id;
        this.source = source;
        this.direction = direction;
        this.bridgeId = bridgeId;
        this.bornNanos = bornNanos;
    }

    /// Where it is going to be.
    void goesTo(Node where, String itsMeeting) {
        node = where;
        meeting = itsMeeting;
    }

    /// The bridge made it.
    void made(long nowNanos) {
        made = true;
        madeNanos = nowNanos;
    }

    boolean isMade() {
        return made;
    }

    /// Whether the bridge made it before that moment.
    boolean wasMadeBefore(long nanos) {
        return made && madeNanos - nanos < 0;
    }

    Node node() {
        return Objects.requireNonNull(node);
    }

    boolean isAt(Node one) {
        return node == one;
    }

    String meeting() {
        return meeting;
    }

    void offered(Offer made) {
        offer = made;
    }

    /// The offer that waits for an answer; afterwards none does.
    @Nullable Offer takeOffer() {
        Offer waiting = offer;
        offer = null;
        return waiting;
    }

    void agreed(long nowNanos) {
        agreed = true;
        heardNanos = nowNanos;
    }

    boolean isAgreed() {
        return agreed;
    }

    /// What it publishes or views.
    void attach(JitsiPublication what) {
        publication = what;
    }

    @Nullable JitsiPublication publication() {
        return publication;
    }

    boolean isConnected() {
        return connected;
    }

    void connected() {
        connected = true;
    }

    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /// The bridge counted so many packets of it by now.
    void heard(long count, long nowNanos) {
        if (count != packets) {
            packets = count;
            heardNanos = nowNanos;
        }
    }

    long silentForNanos(long nowNanos) {
        return nowNanos - heardNanos;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - bornNanos;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.util.EnumSet;
import java.util.Set;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.MediaKind;

/// How a peer is to be.
///
/// @param honest whether the certificate it shows is the one it names
/// @param announces whether its description names its SSRCs
/// @param repairs whether a publisher answers NACKs, a viewer sends them
/// @param ownNumbers whether, offering itself, it takes other payload types and extension ids than
///     the bridge would
/// @param firstSequence of its streams
/// @param up what happens to what it sends once it is connected
/// @param down what happens to what comes to it
public record PeerPlan(
        Direction direction,
        Set<MediaKind> kinds,
        boolean honest,
        boolean announces,
        boolean repairs,
        boolean ownNumbers,
        int firstSequence,
        Weather up,
        Weather down) {
    public PeerPlan {
        kinds = Set.copyOf(EnumSet.copyOf(kinds));
    }

    public static PeerPlan publisher(MediaKind... kinds) {
        return plan(Direction.PUBLISH, Set.of(kinds));
    }

    public static PeerPlan viewer(MediaKind... kinds) {
        return plan(Direction.VIEW, Set.of(kinds));
    }

    private static PeerPlan plan(Direction direction, Set<MediaKind> kinds) {
        return new PeerPlan(
                direction, kinds, true, true, true, false, 1_000, Weather.fine(), Weather.fine());
    }

    public boolean sends() {
        return direction == Direction.PUBLISH;
    }

    public PeerPlan lying() {
        return new PeerPlan(
                direction, kinds, false, announces, repairs, ownNumbers, firstSequence, up, down);
    }

    public PeerPlan silentAboutSources() {
        return new PeerPlan(
                direction, kinds, honest, false, repairs, ownNumbers, firstSequence, up, down);
    }

    public PeerPlan withoutRepair() {
        return new PeerPlan(
                direction, kinds, honest, announces, false, ownNumbers, firstSequence, up, down);
    }

    public PeerPlan withOwnNumbers() {
        return new PeerPlan(
                direction, kinds, honest, announces, repairs, true, firstSequence, up, down);
    }

    public PeerPlan beginningAt(int sequence) {
        return new PeerPlan(
                direction, kinds, honest, announces, repairs, ownNumbers, sequence, up, down);
    }

    public PeerPlan in(Weather upwards, Weather downwards) {
        return new PeerPlan(
                direction,
                kinds,
                honest,
                announces,
                repairs,
                ownNumbers,
                firstSequence,
                upwards,
                downwards);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import java.util.ArrayList;
import java.util.List;
import org.tsunagu.video.bridge.SourceState;
import org.tsunagu.video.sdp.Negotiated;

/// What one publisher sends, and who looks: one conference at a bridge. Belongs to the board's
/// thread.
final class JitsiPublication {
    static final int MOST_VIEWERS = 64;

    final JitsiPeer publisher;
    final long number;
    final Negotiated negotiated;
    private final List<JitsiPeer> viewers = new ArrayList<>();
    private long packets;
    private long packetNanos;

    JitsiPublication(JitsiPeer publisher, long number, Negotiated negotiated) {
        this.publisher = publisher;
        this.number = number;
        this.negotiated = negotiated;
    }

    boolean add(JitsiPeer viewer) {
        return viewers.size() < MOST_VIEWERS && viewers.add(viewer);
    }

    void remove(JitsiPeer viewer) {
        viewers.remove(viewer);
    }

    List<JitsiPeer> viewers() {
        return List.copyOf(viewers);
    }

    /// The bridge counted so many media packets of it by now.
    void counted(long count, long nowNanos) {
        if (count > packets) {
            packetNanos = nowNanos;
        }
        packets = count;
    }

    SourceState.Phase phase(long nowNanos, long silentAfterNanos) {
        return packets == 0
                ? SourceState.Phase.CONNECTING
                : nowNanos - packetNanos > silentAfterNanos
                        ? SourceState.Phase.SILENT
                        : SourceState.Phase.LIVE;
    }
}

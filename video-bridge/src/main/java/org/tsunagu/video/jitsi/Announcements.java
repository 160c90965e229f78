// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalClock;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.video.bridge.BridgeEvent;
import org.tsunagu.video.bridge.BridgeListener;
import org.tsunagu.video.bridge.BridgeListeners;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.bridge.SourceState;
import org.tsunagu.video.sdp.Negotiated;

/// What is said of sources, to listeners and to whoever asks from any thread. Only the board's
/// thread says something.
final class Announcements {
    private final ArrivalClock clock;
    private final Map<SourceId, Announced> announced = new ConcurrentHashMap<>();
    private final BridgeListeners listeners = new BridgeListeners();

    private record Announced(SourceState state, JitsiPublication publication) {}

    Announcements(ArrivalClock clock) {
        this.clock = clock;
    }

    void listen(BridgeListener listener) {
        listeners.add(listener);
    }

    Optional<SourceState> state(SourceId source) {
        return Optional.ofNullable(announced.get(source)).map(Announced::state);
    }

    List<SourceState> states(RoomId room) {
        return announced.values().stream()
                .map(Announced::state)
                .filter(state -> state.source().room().equals(room))
                .toList();
    }

    /// Tells a source's phase where it is new.
    void phase(JitsiPublication publication, SourceState.Phase phase) {
        SourceId source = publication.publisher.source;
        Announced known = announced.get(source);
        if (known != null && known.publication() == publication && known.state().phase() == phase) {
            return;
        }
        var state =
                new SourceState(
                        source,
                        publication.number,
                        publication.publisher.id,
                        phase,
                        publication.negotiated.streams().keySet(),
                        phase == SourceState.Phase.CONNECTING ? null : codecOf(publication),
                        new AxisTime(clock.now().micros()),
                        List.of());
        announced.put(source, new Announced(state, publication));
        tell(new BridgeEvent.SourceChanged(state));
    }

    void ended(JitsiPublication publication) {
        SourceId source = publication.publisher.source;
        Announced known = announced.get(source);
        if (known != null && known.publication() == publication) {
            announced.remove(source);
        }
        tell(new BridgeEvent.SourceEnded(source, publication.number));
    }

    /// The codec agreed on first: the bridge does not say which one comes.
    private static @Nullable String codecOf(JitsiPublication publication) {
        Negotiated.Stream video = publication.negotiated.stream(MediaKind.VIDEO);
        return video == null ? null : video.codecs().getFirst().name();
    }

    void tell(BridgeEvent event) {
        listeners.tell(event);
    }
}

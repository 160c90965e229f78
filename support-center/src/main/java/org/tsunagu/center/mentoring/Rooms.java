// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.live.LiveDoor;
import org.tsunagu.center.mentoring.whip.MediaSessions;
import org.tsunagu.center.ward.Facility;
import org.tsunagu.journal.JournalWriter;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.video.bridge.BridgeEvent;
import org.tsunagu.video.bridge.MediaBridge;
import org.tsunagu.video.bridge.RoomId;

/// Every mentoring room of this server. On one event loop; what the bridge says on its own thread
/// hops there.
public final class Rooms {
    /// How often [#tick()] is to be called.
    public static final long TICK_MILLIS = 250;

    private static final int TICKS_A_SECOND = 4;

    /// Connections that were opened and have not said hello; beyond it a new one is turned away.
    private static final int MOST_ARRIVING = 64;

    private final RoomParts parts;
    private final MediaDesk media;
    private final MediaSessions sessions;
    private final Map<RoomId, LiveRoom> rooms = new LinkedHashMap<>();
    private final List<RoomClient> arriving = new ArrayList<>();
    private int ticks;
    private boolean closed;

    /// @param facilities whose telephone stands in a room
    public Rooms(
            List<Room> rooms,
            List<Facility> facilities,
            Context loop,
            InstantSource clock,
            MediaBridge bridge,
            JournalWriter journal) {
        parts = new RoomParts(loop, clock, bridge, journal, new RoomCounters());
        media = new MediaDesk(bridge);
        sessions = new MediaSessions(bridge, clock);
        for (Room room : rooms) {
            if (this.rooms.put(room.id(), new LiveRoom(room, phone(room, facilities), parts, media))
                    != null) {
                throw new IllegalArgumentException("two rooms are called " + room.id());
            }
        }
        bridge.listen(event -> loop.runOnContext(_ -> happened(event)));
    }

    private static @Nullable String phone(Room room, List<Facility> facilities) {
        return facilities.stream()
                .filter(facility -> facility.id().equals(room.bed().facility()))
                .map(Facility::phone)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// Takes over a socket.
    ///
    /// @return false when too many have not said hello
    boolean open(LiveRoom room, ServerWebSocket socket, LiveDoor door, String account, Role role) {
        arriving.removeIf(client -> !client.takes() || client.isIn());
        if (arriving.size() >= MOST_ARRIVING) {
            return false;
        }
        var client = new RoomClient(room, socket, door, account, role);
        arriving.add(client);
        client.start();
        return true;
    }

    /// Four times a second, on the event loop.
    public void tick() {
        ticks++;
        boolean second = ticks % TICKS_A_SECOND == 0;
        if (second) {
            sessions.second();
            List.copyOf(arriving).stream()
                    .filter(client -> !client.isIn())
                    .forEach(client -> client.guarded(client::second));
            arriving.removeIf(client -> !client.takes() || client.isIn());
        }
        int people = 0;
        for (LiveRoom room : rooms.values()) {
            room.tick();
            if (second) {
                room.second();
            }
            people += room.people();
        }
        parts.counters().people = people;
    }

    /// Closes every connection with a reason. On the event loop.
    public void close() {
        closed = true;
        arriving.forEach(client -> client.end(RoomClient.GOING, "closing"));
        rooms.values().forEach(room -> room.end(RoomClient.GOING, "closing"));
    }

    public RoomCounters counters() {
        return parts.counters();
    }

    @Nullable LiveRoom of(String name) {
        return RoomId.isPlain(name) ? rooms.get(new RoomId(name)) : null;
    }

    @Nullable BedId bedOf(RoomId id) {
        LiveRoom room = rooms.get(id);
        return room == null ? null : room.room().bed();
    }

    /// What encoders and players have open.
    MediaSessions sessions() {
        return sessions;
    }

    Collection<LiveRoom> all() {
        return rooms.values();
    }

    private void happened(BridgeEvent event) {
        if (closed) {
            return;
        }
        media.happened(event);
        sessions.happened(event);
        RoomId room =
                switch (event) {
                    case BridgeEvent.SourceChanged(var state) -> state.source().room();
                    case BridgeEvent.SourceEnded(var source, long _) -> source.room();
                    case BridgeEvent.EndpointConnected(var _, var source, var _) -> source.room();
                    case BridgeEvent.EndpointEnded(var _, var source, var _, var _) ->
                            source.room();
                };
        LiveRoom live = rooms.get(room);
        if (live != null) {
            live.changed();
        }
    }
}

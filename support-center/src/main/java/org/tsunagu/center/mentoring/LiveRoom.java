// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.mentoring.ink.Drawing;
import org.tsunagu.center.mentoring.ink.Glass;
import org.tsunagu.center.mentoring.ink.Ink;
import org.tsunagu.center.mentoring.ink.Piece;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.telemetry.record.StrokeId;
import org.tsunagu.telemetry.record.StrokeReport;
import org.tsunagu.video.bridge.FrameTime;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.bridge.SourceState;

/// One room while the server runs: its people, its ink, the frame everybody looks at. On the event
/// loop that owns all rooms. What somebody draws is written to every other connection in the same
/// turn; the journal gets it beside that.
final class LiveRoom {
    /// Connections of one room.
    static final int MOST_PEOPLE = 32;

    /// So long after the last page has gone, ink and freeze go too: the next operation starts
    /// clean, a reconnect does not.
    static final long EMPTIED_AFTER_MICROS = 120_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(LiveRoom.class);

    private final Room room;
    private final @Nullable String phone;
    private final RoomParts parts;
    private final MediaDesk media;
    private final StrokeKeeper keeper;
    private final List<RoomClient> clients = new ArrayList<>();
    private final Map<String, Long> publications = new HashMap<>();
    private final Ink ink = new Ink();
    private final Glass glass = new Glass();
    private @Nullable Freeze frozen;
    private AxisTime leftAt;
    private String toldState = "";
    private boolean tellsState;

    /// @param phone of the facility, null when nobody said
    LiveRoom(Room room, @Nullable String phone, RoomParts parts, MediaDesk media) {
        this.room = room;
        this.phone = phone;
        this.parts = parts;
        this.media = media;
        keeper = new StrokeKeeper(parts, room);
        leftAt = parts.now();
    }

    Room room() {
        return room;
    }

    RoomParts parts() {
        return parts;
    }

    MediaDesk media() {
        return media;
    }

    int people() {
        return clients.size();
    }

    boolean isFull() {
        return clients.size() >= MOST_PEOPLE;
    }

    SourceId source(String name) {
        return new SourceId(room.id(), name);
    }

    /// Lets somebody in: they get everything that is now, the others hear of it.
    void join(RoomClient client) {
        AxisTime now = parts.now();
        clients.add(client);
        List<Drawing> standing = ink.standing(now);
        client.send(
                RoomWire.welcome(
                        room, phone, client.you(), now, stateFields(), StrokeJson.ink(standing)));
        StrokeJson.rest(standing).forEach(client::send);
        changed();
    }

    void leave(RoomClient client) {
        if (clients.remove(client)) {
            client.drawings().forEach(this::abandon);
            leftAt = parts.now();
            changed();
        }
    }

    /// The colour fewest people have.
    Stroke.Colour freeColour() {
        Stroke.Colour free = Stroke.Colour.CYAN;
        long fewest = Long.MAX_VALUE;
        for (Stroke.Colour colour : Stroke.Colour.values()) {
            long users =
                    clients.stream().filter(client -> client.person().colour() == colour).count();
            if (users < fewest) {
                free = colour;
                fewest = users;
            }
        }
        return free;
    }

    /// Passes a pointer on; nothing stays of it, and who is slow misses it.
    ///
    /// @return why not, null when it was passed on
    @Nullable String point(RoomClient from, Piece piece) {
        String odd = notDrawable(piece);
        if (odd == null) {
            String text = StrokeJson.piece(piece, piece.frame(), from.author(), parts.now());
            others(from, client -> client.sendPointer(text));
        }
        return odd;
    }

    /// Begins a stroke.
    ///
    /// @return the stroke to go on with, or why not
    Begun begin(RoomClient from, Piece piece) {
        String odd = notDrawable(piece);
        if (odd != null) {
            return new Begun.Refused(odd);
        }
        var drawing = new Drawing(from.author(), piece, known(piece), parts.now());
        if (from.person().place() != Place.OR && glass.began(piece.id(), somebodyInTheRoom())) {
            tell(RoomWire.unshown(piece.id()));
        }
        return new Begun.Stroke(drawing);
    }

    /// What came of a stroke's beginning.
    sealed interface Begun {
        record Stroke(Drawing drawing) implements Begun {}

        record Refused(String reason) implements Begun {}
    }

    /// Takes a piece of a stroke that began: to the others at once, and when it is the last, to the
    /// journal.
    ///
    /// @return why not, null when it was taken
    @Nullable String draw(RoomClient from, Drawing drawing, Piece piece) {
        AxisTime now = parts.now();
        String odd = drawing.take(piece, now);
        if (odd != null) {
            return odd;
        }
        String text = StrokeJson.piece(piece, drawing.frame(), drawing.author(), now);
        others(from, client -> client.send(text));
        gone(ink.put(drawing));
        if (piece.done()) {
            complete(drawing);
        }
        return null;
    }

    private void complete(Drawing drawing) {
        StrokeId id = drawing.id();
        glass.done(id, parts.now());
        keeper.keep(drawing.author().account(), new StrokeReport.Event.Drawn(drawing.whole()))
                .onSuccess(
                        _ -> {
                            parts.counters().strokes.increment();
                            tell(RoomWire.kept(id, parts.now()));
                        })
                .onFailure(refusal -> tell(RoomWire.unkept(id, reason(refusal))));
    }

    /// A stroke whose page has gone is complete as it is.
    private void abandon(Drawing drawing) {
        if (!drawing.done()) {
            drawing.end();
            complete(drawing);
        }
    }

    /// @return why not, null when it was taken back
    @Nullable String erase(RoomClient by, StrokeId id) {
        Drawing standing = ink.of(id);
        if (!by.owns(id)) {
            return "only whoever drew it takes a stroke back; clearing takes everything away";
        }
        if (standing == null) {
            return "this stroke has gone already";
        }
        standing.end();
        ink.erase(id);
        gone(List.of(id));
        note(by, new StrokeReport.Event.Erased(id));
        return null;
    }

    void clear(RoomClient by) {
        ink.standing(parts.now()).forEach(drawing -> forget(drawing.id()));
        ink.clear();
        String empty = RoomWire.message("ink", StrokeJson.ink(List.of()));
        tell(empty);
        note(by, new StrokeReport.Event.Cleared());
    }

    /// @return why not, null when everybody was told
    @Nullable String freeze(RoomClient by, String source, Stroke.@Nullable Frame frame) {
        if (!isPublished(source)) {
            return "nobody sends this picture now";
        }
        gone(ink.endOfFreeze());
        frozen = new Freeze(source, known(source, frame), by.author(), parts.now(), null);
        changed();
        return null;
    }

    void unfreeze() {
        if (frozen != null) {
            frozen = null;
            gone(ink.endOfFreeze());
            changed();
        }
    }

    /// Keeps the picture of the freeze for pages that do not have that frame.
    ///
    /// @param at when it was frozen: which freeze is meant
    /// @return false where that freeze is over, was another account's, or has its picture
    boolean bringStill(AxisTime at, String account, Still picture) {
        Freeze freeze = frozen;
        if (freeze == null
                || freeze.still() != null
                || !freeze.at().equals(at)
                || !freeze.by().account().equals(account)) {
            return false;
        }
        frozen = freeze.with(picture);
        changed();
        return true;
    }

    /// @return null where that freeze is over or has no picture yet
    @Nullable Still stillOf(AxisTime at) {
        Freeze freeze = frozen;
        return freeze != null && freeze.at().equals(at) ? freeze.still() : null;
    }

    /// @return why not, null when ink on the moving picture has gone
    @Nullable String scene(RoomClient by, String source) {
        if (!media.isPublishedBy(source(source), by)) {
            return "only the page that sends a picture says that its scene changed";
        }
        gone(ink.endOfScene(source));
        return null;
    }

    void shown(RoomClient by, StrokeId id, AxisTime at, @Nullable Long frame) {
        if (glass.shown(id)) {
            tell(RoomWire.shown(id, at, by.author(), frame));
            note(by, new StrokeReport.Event.Shown(id, at, frame));
        }
    }

    /// Something about people, sources, freeze or bridge is not as it was; everybody is told once
    /// in this turn.
    void changed() {
        if (!tellsState) {
            tellsState = true;
            parts.loop().runOnContext(_ -> tellState());
        }
    }

    /// Four times a second: what became late, what faded.
    void tick() {
        AxisTime now = parts.now();
        glass.late(now).forEach(id -> tell(RoomWire.unshown(id)));
        ink.fade(now);
    }

    /// Each second: doors asked again, slow pages ended, what the bridge says now.
    void second() {
        each(RoomClient::second);
        tellState();
        if (clients.isEmpty() && parts.now().microsSince(leftAt) >= EMPTIED_AFTER_MICROS) {
            ink.clear();
            frozen = null;
        }
    }

    void end(short code, String reason) {
        each(client -> client.end(code, reason));
    }

    List<Picture> pictures() {
        return parts.bridge().sources(room.id()).stream()
                .map(state -> media.picture(state, room.labels()))
                .toList();
    }

    private void tellState() {
        tellsState = false;
        endWhatIsPublishedNoLonger();
        String state = RoomWire.message("state", stateFields());
        if (!state.equals(toldState)) {
            toldState = state;
            tell(state);
        }
    }

    private RoomWire.Fields stateFields() {
        return RoomWire.state(
                clients.stream().map(RoomClient::person).toList(),
                pictures(),
                frozen,
                parts.bridge().kind(),
                parts.bridge().health());
    }

    private void endWhatIsPublishedNoLonger() {
        Map<String, Long> present = new HashMap<>();
        for (SourceState state : parts.bridge().sources(room.id())) {
            present.put(state.source().name(), state.publication());
        }
        publications.forEach(
                (source, publication) -> {
                    if (!publication.equals(present.get(source))) {
                        gone(ink.endOfScene(source));
                    }
                });
        publications.clear();
        publications.putAll(present);
    }

    private @Nullable String notDrawable(Piece piece) {
        return switch (piece.surface()) {
            case MOVING -> isPublished(piece.source()) ? null : "nobody sends this picture now";
            case FROZEN -> {
                Freeze freeze = frozen;
                yield freeze != null && freeze.source().equals(piece.source())
                        ? null
                        : "this picture is not frozen now";
            }
        };
    }

    private boolean isPublished(String source) {
        return parts.bridge().source(source(source)).isPresent();
    }

    private Stroke.@Nullable Frame known(Piece piece) {
        return known(piece.source(), piece.frame());
    }

    /// A frame with its capture time, where the page does not know it and the bridge does.
    private Stroke.@Nullable Frame known(String source, Stroke.@Nullable Frame frame) {
        Long rtp = frame == null ? null : frame.rtpTimestamp();
        if (frame == null || rtp == null || frame.capturedAt() != null) {
            return frame;
        }
        Optional<FrameTime> time = parts.bridge().frameTime(source(source), MediaKind.VIDEO, rtp);
        if (time.isEmpty()) {
            return frame;
        }
        FrameTime found = time.get();
        return new Stroke.Frame(
                frame.number(),
                rtp,
                found.capturedAt(),
                found.uncertaintyMicros(),
                frame.how() == Stroke.Naming.NONE ? Picture.naming(found.method()) : frame.how());
    }

    private boolean somebodyInTheRoom() {
        return clients.stream().anyMatch(client -> client.person().place() == Place.OR);
    }

    private void gone(List<StrokeId> ids) {
        if (!ids.isEmpty()) {
            ids.forEach(this::forget);
            tell(RoomWire.erased(ids));
        }
    }

    private void forget(StrokeId id) {
        glass.forget(id);
    }

    private void note(RoomClient by, StrokeReport.Event event) {
        keeper.keep(by.author().account(), event)
                .onFailure(refusal -> LOG.debug("not kept", refusal));
    }

    private static String reason(Throwable refusal) {
        String message = refusal.getMessage();
        return message == null ? "the journal takes nothing now" : message;
    }

    private void tell(String text) {
        each(client -> client.send(text));
    }

    private void others(RoomClient but, Consumer<RoomClient> turn) {
        each(
                client -> {
                    if (client != but) {
                        turn.accept(client);
                    }
                });
    }

    /// One connection's trouble ends that connection alone.
    private void each(Consumer<RoomClient> turn) {
        for (RoomClient client : List.copyOf(clients)) {
            client.guarded(() -> turn.accept(client));
        }
    }
}

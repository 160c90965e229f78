// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;

/// One page's connection: what it asked for and what waits for it. On the hub's event loop.
final class LiveClient {
    /// Beds one connection may follow.
    static final int MOST_BEDS = 64;

    /// Messages a page may send per heartbeat; beyond it the connection is closed.
    static final int MOST_MESSAGES_PER_SECOND = 100;

    /// Heartbeats without a hello after which the connection is closed.
    static final int HELLO_WITHIN_SECONDS = 10;

    /// Heartbeats without any byte taken by a page after which it counts as gone.
    static final int STUCK_AFTER_SECONDS = 60;

    static final short PROTOCOL_ERROR = 1003;
    static final short TOO_MUCH = 1008;
    static final short TOO_LARGE = 1009;
    static final short CLOSING = 1001;
    static final short FAULT = 1011;
    static final short HELLO_EXPECTED = 4000;
    static final short SESSION_ENDED = 4003;
    static final short OTHER_VERSION = 4010;

    private static final int SOCKET_QUEUE_BYTES = 256 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(LiveClient.class);

    private final LiveHub hub;
    private final ServerWebSocket socket;
    private final LiveDoor door;
    private final Outbound outbound = new Outbound();
    private final Outbound.Summaries newest =
            new Outbound.Summaries() {
                @Override
                public @Nullable Buffer newest(BedId bed) {
                    return newestSummary(bed);
                }

                @Override
                public Buffer newest(PatientNews news) {
                    return hub.patients().item(news);
                }
            };
    private final Set<BedId> beds = new HashSet<>();
    private final Set<BedId> boardBeds = new HashSet<>();
    private final Set<BedId> boardOnly = new LinkedHashSet<>();
    private final Map<BedId, Long> sent = new HashMap<>();
    private boolean valuesAlone;
    private boolean boardSeverity;
    private boolean greeted;
    private boolean board;
    private boolean open = true;
    private int messages;
    private int ungreeted;
    private int stuck;
    private long mergedTold;
    private long droppedTold;
    private long deliveredTold;

    LiveClient(LiveHub hub, ServerWebSocket socket, LiveDoor door) {
        this.hub = hub;
        this.socket = socket;
        this.door = door;
    }

    void start() {
        socket.setWriteQueueMaxSize(SOCKET_QUEUE_BYTES);
        socket.textMessageHandler(this::onText);
        socket.binaryMessageHandler(_ -> end(PROTOCOL_ERROR, "text messages only"));
        socket.drainHandler(_ -> flush());
        socket.exceptionHandler(failure -> LOG.debug("live socket", failure));
        socket.closeHandler(_ -> gone());
    }

    /// A second has passed.
    void beat(Buffer heartbeat) {
        messages = 0;
        if (!takes()) {
            gone();
            return;
        }
        if (!door.lasts()) {
            outbound.control(LiveWire.left(null, "the session has ended"));
            flush();
            end(SESSION_ENDED, "the session has ended");
            return;
        }
        if (!greeted) {
            ungreeted++;
            if (ungreeted > HELLO_WITHIN_SECONDS) {
                end(HELLO_EXPECTED, "hello expected");
            }
            return;
        }
        stuck = socket.writeQueueFull() ? stuck + 1 : 0;
        if (stuck > STUCK_AFTER_SECONDS) {
            end(TOO_MUCH, "nothing taken for a minute");
            return;
        }
        askAgain();
        outbound.heartbeat(heartbeat);
    }

    /// A journal record of a bed this client follows.
    void record(BedId bed, Buffer item) {
        if (takes()) {
            outbound.record(bed, item);
        }
    }

    /// Beds that show something else since the last batch.
    void changed(Map<BedId, LiveHub.Changes> changes) {
        if (!takes() || !(board || !beds.isEmpty())) {
            return;
        }
        boolean slow = socket.writeQueueFull();
        changes.forEach(
                (bed, change) -> {
                    boolean onBoard = board && sees(bed);
                    if (onBoard || (change.alsoBedPages() && beds.contains(bed))) {
                        outbound.changed(bed, change.times(), slow);
                    }
                });
    }

    /// News of patients since the last batch; of each bed and kind only the newest goes out.
    void patientNews(Collection<PatientNews> all) {
        if (!takes() || !(board || !beds.isEmpty())) {
            return;
        }
        for (PatientNews news : all) {
            boolean wanted =
                    switch (news.kind()) {
                        case BOARD_SEVERITY -> board && boardSeverity && sees(news.bed());
                        case SEVERITY, RESULTS -> beds.contains(news.bed());
                    };
            if (wanted) {
                outbound.changed(news);
            }
        }
    }

    void flush() {
        while (takes() && !socket.writeQueueFull()) {
            Buffer message = outbound.next(newest);
            if (message == null) {
                break;
            }
            hub.counters().deliveredBytes.add(message.length());
            socket.writeBinaryMessage(message)
                    .onFailure(failure -> LOG.debug("live socket gone", failure));
        }
        count();
    }

    void end(short code, String reason) {
        if (open) {
            gone();
            socket.close(code, reason).onFailure(failure -> LOG.debug("closing", failure));
        }
    }

    /// Whether anything can still be given. A page that says goodbye is closed to us from then on,
    /// which may be long before the close handler is called: its answer waits behind all it did not
    /// take.
    private boolean takes() {
        return open && !socket.isClosed();
    }

    private void gone() {
        open = false;
        hub.gone(this);
        beds.forEach(bed -> hub.unfollow(bed, this));
        beds.clear();
    }

    private void unfollow(BedId bed) {
        beds.remove(bed);
        hub.unfollow(bed, this);
        outbound.forget(bed);
    }

    private void onText(String text) {
        messages++;
        if (messages > MOST_MESSAGES_PER_SECOND) {
            end(TOO_MUCH, "too many messages");
            return;
        }
        if (text.length() > PageMessage.LARGEST_BYTES) {
            end(TOO_LARGE, "at most " + PageMessage.LARGEST_BYTES + " bytes");
            return;
        }
        PageMessage message = PageMessage.parse(text);
        if (!greeted && !(message instanceof PageMessage.Hello)) {
            hub.counters().refusedMessages.increment();
            end(HELLO_EXPECTED, "hello expected");
            return;
        }
        door.seen();
        switch (message) {
            case PageMessage.Hello(int version) -> hello(version);
            case PageMessage.Board asked -> subscribeBoard(asked);
            case PageMessage.Bed(BedId bed, Map<Integer, Long> cursor) -> subscribeBed(bed, cursor);
            case PageMessage.Leave(BedId bed) -> leave(bed);
            case PageMessage.Unknown(String why) -> {
                hub.counters().refusedMessages.increment();
                outbound.control(LiveWire.denied("message", null, why));
            }
            case PageMessage.Broken _ -> {
                hub.counters().refusedMessages.increment();
                end(PROTOCOL_ERROR, "not a message of tsunagu.live.v1");
            }
        }
        flush();
    }

    private void hello(int version) {
        if (version != LiveWire.VERSION) {
            outbound.control(LiveWire.version());
            flush();
            end(OTHER_VERSION, "reload");
            return;
        }
        greeted = true;
    }

    private void subscribeBoard(PageMessage.Board asked) {
        ask(
                Action.SUBSCRIBE_BOARD,
                Resource.PLATFORM,
                "board",
                null,
                () -> {
                    board = true;
                    valuesAlone = asked.values();
                    boardSeverity = asked.severity();
                    boardOnly.clear();
                    boardOnly.addAll(asked.beds());
                    snapshot();
                });
    }

    private void snapshot() {
        boardBeds.clear();
        outbound.forgetChanges();
        outbound.control(
                LiveWire.board(
                        hub.ward().views(hub.now()).stream()
                                .map(view -> view.bed())
                                .filter(this::sees)
                                .map(this::shown)
                                .flatMap(Optional::stream)
                                .map(Summaries.Shown::fields)
                                .toList()));
        if (boardSeverity) {
            boardBeds.forEach(bed -> outbound.changed(PatientNews.boardSeverity(bed)));
        }
    }

    private void subscribeBed(BedId bed, @Nullable Map<Integer, Long> cursor) {
        if (beds.size() >= MOST_BEDS) {
            String reason = "one connection follows at most " + MOST_BEDS + " beds";
            outbound.control(LiveWire.denied("bed", bed, reason));
            return;
        }
        ask(Action.SUBSCRIBE_BED, Resource.of(bed), "bed", bed, () -> begin(bed, cursor));
    }

    private void begin(BedId bed, @Nullable Map<Integer, Long> cursor) {
        outbound.forget(bed);
        List<BedRing.Entry> ring = hub.rings().all(bed);
        if (cursor != null) {
            Rings.Resume resume = hub.rings().resume(bed, cursor);
            ring = resume.entries();
            if (!resume.complete()) {
                AxisTime to = ring.isEmpty() ? hub.now() : ring.getFirst().arrivedAt();
                outbound.control(LiveWire.resumeGap(bed, resume.lastHeardAt(), to));
            }
        }
        AxisTime from = ring.isEmpty() ? hub.now() : ring.getFirst().arrivedAt();
        outbound.control(LiveWire.subscribed(bed, ring.size(), from));
        shown(bed).map(Summaries.Shown::whole).ifPresent(outbound::control);
        outbound.control(hub.patients().item(PatientNews.severity(bed)));
        outbound.control(hub.patients().item(PatientNews.results(bed)));
        beds.add(bed);
        hub.follow(bed, this);
        ring.forEach(entry -> outbound.record(bed, entry.item()));
    }

    private void leave(@Nullable BedId bed) {
        if (bed == null) {
            board = false;
            sent.clear();
            outbound.forgetChanges();
        } else {
            unfollow(bed);
        }
        outbound.control(LiveWire.left(bed, null));
    }

    private void ask(
            Action action,
            Resource resource,
            String what,
            @Nullable BedId bed,
            Runnable permitted) {
        Future<Decision> asked = door.ask(action, resource);
        asked.onComplete(
                answer -> {
                    Decision decision = answer.result();
                    if (decision == null) {
                        outbound.control(LiveWire.denied(what, bed, "the audit cannot be written"));
                    } else {
                        switch (decision) {
                            case Decision.Permit _ -> permitted.run();
                            case Decision.Deny(String reason) ->
                                    outbound.control(LiveWire.denied(what, bed, reason));
                        }
                    }
                    flush();
                });
    }

    /// Roles and consents change: what was permitted is asked again each second.
    private void askAgain() {
        for (BedId bed : Set.copyOf(beds)) {
            if (!door.stillPermitted(Action.SUBSCRIBE_BED, Resource.of(bed))) {
                unfollow(bed);
                outbound.control(LiveWire.left(bed, "access was withdrawn"));
            }
        }
        if (board && !door.stillPermitted(Action.SUBSCRIBE_BOARD, Resource.PLATFORM)) {
            board = false;
            outbound.forgetChanges();
            outbound.control(LiveWire.left(null, "access was withdrawn"));
        }
        boolean withdrawn = false;
        for (BedId bed : boardBeds) {
            withdrawn |= !door.stillPermitted(Action.LOOK_BED, Resource.of(bed));
        }
        if (board && withdrawn) {
            snapshot();
        }
    }

    /// Whether a bed belongs to this client's board; what was permitted is asked again each second.
    private boolean sees(BedId bed) {
        if (!boardOnly.isEmpty() && !boardOnly.contains(bed)) {
            return false;
        }
        return boardBeds.contains(bed)
                || (door.stillPermitted(Action.LOOK_BED, Resource.of(bed)) && boardBeds.add(bed));
    }

    /// What of a changed bed goes out: its new values where this page has the state before, else
    /// all of it.
    private @Nullable Buffer newestSummary(BedId bed) {
        Long had = sent.get(bed);
        Summaries.Shown now = shown(bed).orElse(null);
        if (now == null) {
            return null;
        }
        boolean follows = valuesAlone && board && had != null && had == now.number() - 1;
        Buffer values = follows ? now.values() : null;
        return values == null ? now.whole() : values;
    }

    /// The bed's state that is sent next, noted as sent.
    private Optional<Summaries.Shown> shown(BedId bed) {
        Summaries.Shown now = hub.summaries().of(bed);
        if (now != null) {
            sent.put(bed, now.number());
        }
        return Optional.ofNullable(now);
    }

    private void count() {
        LiveCounters counters = hub.counters();
        counters.merged.add(outbound.mergedInAll() - mergedTold);
        counters.dropped.add(outbound.droppedInAll() - droppedTold);
        counters.delivered.add(outbound.delivered() - deliveredTold);
        mergedTold = outbound.mergedInAll();
        droppedTold = outbound.droppedInAll();
        deliveredTold = outbound.delivered();
    }
}

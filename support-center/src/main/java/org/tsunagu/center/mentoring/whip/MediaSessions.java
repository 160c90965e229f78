// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.whip;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.session.Secrets;
import org.tsunagu.video.bridge.BridgeEvent;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.MediaBridge;
import org.tsunagu.video.bridge.Session;

/// What encoders and players have open at the bridge. A session ends with its token. On the event
/// loop that owns all rooms.
public final class MediaSessions {
    /// Sessions of one token: an encoder that reconnects before the bridge has noticed that it was
    /// away.
    static final int MOST_OF_A_TOKEN = 4;

    /// Sessions of all tokens.
    static final int MOST = 256;

    private static final Logger LOG = LoggerFactory.getLogger(MediaSessions.class);

    private final MediaBridge bridge;
    private final InstantSource clock;
    private final Map<String, MediaSession> sessions = new HashMap<>();
    private final Map<String, Integer> arriving = new HashMap<>();

    public MediaSessions(MediaBridge bridge, InstantSource clock) {
        this.bridge = bridge;
        this.clock = clock;
    }

    /// What was opened, and the bridge's answer.
    record Opened(MediaSession session, String sdp) {}

    /// @return fails with [BridgeException]
    Future<Opened> open(MediaToken token, String offer) {
        int coming = arriving.values().stream().mapToInt(Integer::intValue).sum();
        if (sessions.size() + coming >= MOST || ofToken(token) >= MOST_OF_A_TOKEN) {
            return Future.failedFuture(
                    new BridgeException.Full("too many sessions; end one, or wait for its end"));
        }
        arriving.merge(token.id(), 1, Integer::sum);
        return bridge.answerTo(token.sourceId(), token.direction(), offer)
                .onComplete(
                        _ ->
                                arriving.computeIfPresent(
                                        token.id(), (_, count) -> count > 1 ? count - 1 : null))
                .map(session -> opened(token, session));
    }

    private Opened opened(MediaToken token, Session made) {
        var session = new MediaSession(Secrets.generate(), token, made.endpoint());
        sessions.put(session.id(), session);
        return new Opened(session, made.sdp());
    }

    private long ofToken(MediaToken token) {
        return arriving.getOrDefault(token.id(), 0)
                + sessions.values().stream()
                        .filter(session -> session.token().id().equals(token.id()))
                        .count();
    }

    @Nullable MediaSession of(String id) {
        return sessions.get(id);
    }

    /// @return completes when the bridge has ended it
    Future<Void> end(MediaSession session) {
        sessions.remove(session.id());
        return bridge.close(session.endpoint());
    }

    /// Each second: what is over its time ends.
    public void second() {
        for (MediaSession session : List.copyOf(sessions.values())) {
            if (session.token().expiredAt(clock.instant())) {
                end(session).onFailure(failure -> LOG.warn("A session was not ended.", failure));
            }
        }
    }

    public void happened(BridgeEvent event) {
        if (event instanceof BridgeEvent.EndpointEnded ended) {
            sessions.values().removeIf(session -> session.endpoint().equals(ended.endpoint()));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.BridgeHealth;
import org.tsunagu.video.bridge.BridgeListener;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.FrameTime;
import org.tsunagu.video.bridge.MediaBridge;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.bridge.Session;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.bridge.SourceState;

/// No media bridge: rooms open, vitals and people are there, every page says why no picture is.
///
/// @param why in words for an operator
public record AwayBridge(String why) implements MediaBridge {
    @Override
    public String kind() {
        return "none";
    }

    @Override
    public Future<Session> offer(SourceId source, Direction direction, Set<MediaKind> kinds) {
        return Future.failedFuture(new BridgeException.Away(why));
    }

    @Override
    public Future<Void> answer(EndpointId endpoint, String sdp) {
        return Future.failedFuture(new BridgeException.NoSuchEndpoint(endpoint));
    }

    @Override
    public Future<Session> answerTo(SourceId source, Direction direction, String offer) {
        return Future.failedFuture(new BridgeException.Away(why));
    }

    @Override
    public Future<Void> close(EndpointId endpoint) {
        return Future.succeededFuture();
    }

    @Override
    public void requestKeyFrame(SourceId source) {
        // Nobody sends one.
    }

    @Override
    public Optional<SourceState> source(SourceId source) {
        return Optional.empty();
    }

    @Override
    public List<SourceState> sources(RoomId room) {
        return List.of();
    }

    @Override
    public Optional<FrameTime> frameTime(SourceId source, MediaKind kind, long rtpTimestamp) {
        return Optional.empty();
    }

    @Override
    public void listen(BridgeListener listener) {
        // Nothing happens.
    }

    @Override
    public BridgeHealth health() {
        return new BridgeHealth(why, 0, 0);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}

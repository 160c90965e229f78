// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.dtls.DtlsServer;
import org.tsunagu.video.srtp.SrtpSession;
import org.tsunagu.video.stun.IceCredentials;
import org.tsunagu.video.stun.IceLite;

/// One endpoint at the port: where it is, whether it consents, how it is secured.
///
/// `WAITING` (an offer is out) → `SECURING` (its description is known) → `CONNECTED` → `ENDED`;
/// every state may end. Belongs to the port's thread.
final class Peer implements Origin {
    /// Addresses one endpoint may come from at a time.
    static final int MOST_ADDRESSES = 8;

    /// A handshake that begins before the answer arrives waits here.
    private static final int MOST_EARLY_RECORDS = 4;

    final EndpointId id;
    final SourceId source;
    final Direction direction;
    final IceCredentials local;
    final IceLite ice;
    final Set<InetSocketAddress> addresses = new LinkedHashSet<>();
    private final Deque<byte[]> early = new ArrayDeque<>();
    private final long createdNanos;
    private State state = State.WAITING;
    private long consentNanos;
    private @Nullable InetSocketAddress selected;
    private @Nullable DtlsServer dtls;
    private @Nullable SrtpSession srtp;
    private @Nullable Leg leg;

    enum State {
        WAITING,
        SECURING,
        CONNECTED,
        ENDED
    }

    Peer(EndpointId id, SourceId source, Direction direction, IceCredentials local, long nowNanos) {
        this.id = id;
        this.source = source;
        this.direction = direction;
        this.local = local;
        this.ice = new IceLite(local);
        this.createdNanos = nowNanos;
        this.consentNanos = nowNanos;
    }

    @Override
    public EndpointId id() {
        return id;
    }

    @Override
    public SourceId source() {
        return source;
    }

    State state() {
        return state;
    }

    boolean isConnected() {
        return state == State.CONNECTED;
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    /// What it sends or gets; null until its description is known.
    @Nullable Leg leg() {
        return leg;
    }

    void attach(Leg media) {
        leg = media;
    }

    /// Its description is known: the handshake may begin.
    ///
    /// @return what came of it before
    Deque<byte[]> secureBy(DtlsServer handshake) {
        dtls = handshake;
        state = State.SECURING;
        var waiting = new ArrayDeque<>(early);
        early.clear();
        return waiting;
    }

    void connected(SrtpSession session) {
        srtp = session;
        state = State.CONNECTED;
    }

    @Nullable SrtpSession srtp() {
        return srtp;
    }

    /// Where its media goes; null before the first check that authenticates.
    @Nullable InetSocketAddress selected() {
        return selected;
    }

    /// A check of it authenticated.
    void consents(InetSocketAddress from, boolean nominated, long nowNanos) {
        consentNanos = nowNanos;
        if (nominated || selected == null) {
            selected = from;
        }
    }

    void handshake(byte[] buffer, int length) {
        DtlsServer server = dtls;
        if (server != null) {
            server.receive(buffer, 0, length);
        } else if (state == State.WAITING && early.size() < MOST_EARLY_RECORDS) {
            early.add(Arrays.copyOf(buffer, length));
        }
    }

    long silentForNanos(long nowNanos) {
        return nowNanos - consentNanos;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - createdNanos;
    }

    void end() {
        state = State.ENDED;
        srtp = null;
        early.clear();
        if (dtls != null) {
            dtls.close();
        }
    }
}

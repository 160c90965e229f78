// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalClock;
import org.tsunagu.video.rtp.Rtp;
import org.tsunagu.video.srtp.SrtpSession;
import org.tsunagu.video.stun.StunMessages;
import org.tsunagu.video.stun.StunReply;

/// The way of a datagram through the bridge, from top to bottom:
///
/// ```
/// port ▶ which protocol ▶ which endpoint ▶ decrypt ▶ publication: missing? kept, timed
///        ├ STUN: answered                            ▶ each viewer: numbers changed
///        └ DTLS: to its handshake                    ▶ encrypt ▶ port
/// ```
///
/// What viewers say of it is answered from what is kept, or asked of the publisher.
///
/// Belongs to the port's thread.
final class MediaPath implements MediaPort.Handler {
    private final Peers peers;
    private final Outbox outbox;
    private final MediaCounters counters;
    private final ArrivalClock clock;

    MediaPath(Peers peers, Outbox outbox, MediaCounters counters, ArrivalClock clock) {
        this.peers = peers;
        this.outbox = outbox;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public void datagram(byte[] buffer, int length, InetSocketAddress from) {
        counters.received.increment();
        counters.receivedBytes.add(length);
        // RFC 7983, section 7: the first byte tells the protocols of one port apart.
        int first = buffer[0] & 0xff;
        if (first < 4) {
            check(buffer, length, from);
            return;
        }
        Peer peer = peers.at(from);
        if (peer == null || peer.isEnded()) {
            counters.strangers.increment();
        } else if (first >= 20 && first < 64) {
            peer.handshake(buffer, length);
        } else if (first >= 128 && first < 192) {
            media(peer, buffer, length);
        } else {
            counters.strangers.increment();
        }
    }

    private void check(byte[] buffer, int length, InetSocketAddress from) {
        Peer peer = peerOf(buffer, length, from);
        if (peer == null || peer.isEnded()) {
            counters.strangers.increment();
            return;
        }
        switch (peer.ice.onMessage(buffer, 0, length, from)) {
            case StunReply.Respond(byte[] answer, boolean nominated) -> {
                peers.comesFrom(peer, from);
                peer.consents(from, nominated, System.nanoTime());
                outbox.plain(answer, from);
            }
            case StunReply.Refuse(byte[] answer, int _) -> {
                counters.refusedChecks.increment();
                outbox.plain(answer, from);
            }
            case StunReply.Ignore _ -> counters.refusedChecks.increment();
        }
    }

    private @Nullable Peer peerOf(byte[] buffer, int length, InetSocketAddress from) {
        String ufrag = StunMessages.localUfrag(buffer, 0, length);
        return ufrag == null ? peers.at(from) : peers.byUfrag(ufrag);
    }

    private void media(Peer peer, byte[] buffer, int length) {
        SrtpSession srtp = peer.srtp();
        Leg leg = peer.leg();
        if (srtp == null || leg == null) {
            counters.strangers.increment();
            return;
        }
        if (Rtp.isRtcp(buffer, 0, length)) {
            int plain = srtp.unprotectRtcp(buffer, 0, length);
            if (readable(plain)) {
                leg.onRtcp(buffer, plain, System.nanoTime(), clock.now());
            }
        } else {
            int plain = srtp.unprotectRtp(buffer, 0, length);
            if (readable(plain)) {
                if (Rtp.wellFormed(buffer, 0, plain)) {
                    leg.onRtp(buffer, plain, System.nanoTime(), clock.now());
                } else {
                    counters.unannounced.increment();
                }
            }
        }
    }

    private boolean readable(int plain) {
        if (plain >= 0) {
            return true;
        }
        if (plain == SrtpSession.REPLAYED) {
            counters.replayed.increment();
        } else {
            counters.forged.increment();
        }
        return false;
    }
}

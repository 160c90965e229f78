// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.dtls.DtlsFailure;
import org.tsunagu.video.dtls.DtlsIdentity;
import org.tsunagu.video.dtls.DtlsServer;
import org.tsunagu.video.dtls.Fingerprint;
import org.tsunagu.video.sdp.PeerTransport;
import org.tsunagu.video.srtp.SrtpKeys;
import org.tsunagu.video.srtp.SrtpSession;

/// Makes connections secure: one handshake for each endpoint, in a thread of its own, between the
/// port's thread and back.
final class Handshakes {
    private static final Logger LOG = LoggerFactory.getLogger(Handshakes.class);

    private final EventLoop loop;
    private final Outbox outbox;
    private final Duration limit;
    private final Listener listener;
    private final DtlsIdentity identity;

    /// What came of a handshake.
    sealed interface Outcome {
        record Secured(SrtpSession session) implements Outcome {}

        record Failed(EndReason reason) implements Outcome {}
    }

    /// Told on the port's thread.
    interface Listener {
        void ended(Peer peer, Outcome outcome);
    }

    Handshakes(
            EventLoop loop, Outbox outbox, SecureRandom random, Duration limit, Listener listener) {
        this.loop = loop;
        this.outbox = outbox;
        this.limit = limit;
        this.listener = listener;
        this.identity = DtlsIdentity.generate(random);
    }

    /// Of the certificate every endpoint is shown, as a session description states it.
    String fingerprint() {
        return identity.fingerprint().value();
    }

    /// What a peer's certificate may hash to by its description.
    ///
    /// @throws BridgeException.Unacceptable when no hash has the length of its function
    static List<Fingerprint> expected(PeerTransport described) {
        List<Fingerprint> expected =
                described.fingerprints().stream()
                        .map(f -> Fingerprint.parse(f.algorithm() + " " + f.value()))
                        .flatMap(Optional::stream)
                        .toList();
        if (expected.isEmpty()) {
            throw new BridgeException.Unacceptable(
                    "no fingerprint of a certificate that has the length of its hash function");
        }
        return expected;
    }

    /// @param expected of [#expected]
    void begin(Peer peer, List<Fingerprint> expected) {
        var server =
                new DtlsServer(
                        identity,
                        expected,
                        (datagram, length) -> send(peer, Arrays.copyOf(datagram, length)),
                        limit);
        server.onEnd(() -> loop.execute(() -> failed(peer, EndReason.PEER_ENDED)));
        server.start()
                .whenComplete((keys, trouble) -> loop.execute(() -> done(peer, keys, trouble)));
        for (byte[] early : peer.secureBy(server)) {
            server.receive(early, 0, early.length);
        }
    }

    private void send(Peer peer, byte[] datagram) {
        try {
            loop.execute(() -> sendNow(peer, datagram));
        } catch (RejectedExecutionException ended) {
            LOG.debug("{} is not told goodbye: the port is closed", peer.id);
        }
    }

    private void sendNow(Peer peer, byte[] datagram) {
        InetSocketAddress to = peer.selected();
        if (to != null) {
            outbox.plain(datagram, to);
            outbox.flush();
        }
    }

    private void done(Peer peer, @Nullable SrtpKeys keys, @Nullable Throwable trouble) {
        if (keys != null) {
            listener.ended(peer, new Outcome.Secured(SrtpSession.server(keys)));
        } else {
            failed(peer, reasonOf(trouble));
        }
    }

    private void failed(Peer peer, EndReason reason) {
        listener.ended(peer, new Outcome.Failed(reason));
    }

    private static EndReason reasonOf(@Nullable Throwable trouble) {
        return switch (trouble) {
            case DtlsFailure.WrongCertificate _ -> EndReason.WRONG_CERTIFICATE;
            case DtlsFailure.TimedOut _ -> EndReason.NEVER_CONNECTED;
            case null, default -> EndReason.PEER_ENDED;
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.srtp.SrtpKeys;
import org.tsunagu.video.srtp.SrtpSession;

/// DTLS 1.2 server side of one endpoint (RFC 5764, use_srtp). It runs in a virtual thread of its
/// own and is fed from an event loop.
///
/// No cookie is asked for (HelloVerifyRequest, RFC 6347, section 4.2.1): it would prove that the
/// peer receives at its address, and the connectivity checks that precede have proven that.
///
/// States: new → handshake → keys → ended. After the keys the thread stays: the peer's last flight
/// may have to be answered again, and it may say goodbye.
public final class DtlsServer implements AutoCloseable {
    private final SrtpTlsServer server;
    private final DatagramQueue queue;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();

    /// Who is to be told of the end; null before anybody asks, and once it was told.
    private final AtomicReference<@Nullable Runnable> onEnd = new AtomicReference<>();

    private final AtomicBoolean peerEnded = new AtomicBoolean();

    /// Takes datagrams to the peer. Called from the thread of the handshake; the array is the
    /// receiver's.
    @FunctionalInterface
    public interface PacketSink {
        void send(byte[] datagram, int length);
    }

    /// @param expected what the peer's session description names its certificate; one of them has
    ///     to match
    /// @param limit for the whole handshake, from [#start]
    public DtlsServer(
            DtlsIdentity identity, List<Fingerprint> expected, PacketSink out, Duration limit) {
        server = new SrtpTlsServer(identity, identity.crypto(), List.copyOf(expected), limit);
        queue = new DatagramQueue(out, server::cancel);
    }

    /// Waits for the peer's first message. Datagrams that came before count.
    ///
    /// @return completed on the thread of the handshake; fails with a [DtlsFailure], not wrapped
    ///     for who asks this very stage
    public CompletionStage<SrtpKeys> start() {
        if (started.compareAndSet(false, true)) {
            Thread.ofVirtual().name("dtls").start(this::run);
        }
        return keys;
    }

    /// Takes a datagram of the peer: copies it, never waits. Too many are dropped, the oldest
    /// first. One thread, the event loop's.
    public void receive(byte[] buffer, int offset, int length) {
        queue.offer(buffer, offset, length);
    }

    /// Datagrams that were not taken: no DTLS, or too many.
    public long dropped() {
        return queue.dropped();
    }

    /// Says what to do once the peer has said goodbye or has failed, after there were keys. It is
    /// run once, on the thread of the handshake, or at once when that has happened already.
    public void onEnd(Runnable action) {
        onEnd.set(action);
        tellOfEnd();
    }

    /// Says goodbye and ends; does not wait for it.
    @Override
    public void close() {
        queue.leave();
        if (started.compareAndSet(false, true)) {
            keys.completeExceptionally(new DtlsFailure.Ended());
        }
    }

    private void run() {
        try {
            SrtpSession.prepare(); // here and not where packets are waiting
            DTLSTransport transport = new DTLSServerProtocol().accept(server, queue);
            queue.establish();
            SrtpKeys agreed = server.keys();
            if (agreed == null) {
                throw new TlsFatalAlert(AlertDescription.internal_error);
            }
            keys.complete(agreed);
            linger(transport);
        } catch (IOException e) {
            if (!keys.completeExceptionally(failure(e)) && !queue.isLeaving()) {
                peerEnded.set(true);
                tellOfEnd();
            }
        }
    }

    /// Nothing but alerts and repeated flights is of interest; the library handles them inside.
    /// Application data would be SCTP, which we do not offer. It ends by an exception.
    private static void linger(DTLSTransport transport) throws IOException {
        byte[] ignored = new byte[transport.getReceiveLimit()];
        while (true) {
            transport.receive(ignored, 0, ignored.length, 0);
        }
    }

    private DtlsFailure failure(IOException e) {
        if (server.hadWrongCertificate()) {
            return new DtlsFailure.WrongCertificate();
        }
        return switch (e) {
            case TlsTimeoutException late -> new DtlsFailure.TimedOut();
            case DatagramQueue.Closed closed -> new DtlsFailure.Ended();
            case DatagramQueue.TooMuch much ->
                    new DtlsFailure.Refused("the peer sent more than a handshake has");
            case TlsFatalAlertReceived alert ->
                    new DtlsFailure.Refused(
                            "the peer refused: " + text(alert.getAlertDescription()));
            case TlsFatalAlert alert ->
                    new DtlsFailure.Refused(
                            "nothing could be agreed on: " + text(alert.getAlertDescription()));
            default -> new DtlsFailure.Refused("the handshake failed");
        };
    }

    private static String text(short alert) {
        return AlertDescription.getText(alert);
    }

    private void tellOfEnd() {
        Runnable action = peerEnded.get() ? onEnd.getAndSet(null) : null;
        if (action != null) {
            action.run();
        }
    }
}

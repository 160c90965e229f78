// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.dtls;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;
import org.tsunagu.simulator.media.srtp.SrtpKeys;

/// One DTLS-SRTP handshake on a virtual thread of its own, which stays and listens: last flights
/// are sent again, and a goodbye is heard.
public final class Handshake {
    static final int RESEND_MILLIS = 200;
    static final int LIMIT_MILLIS = (int) TimeUnit.SECONDS.toMillis(20);
    private static final int LISTEN_MILLIS = 1_000;
    private static final int LARGEST_MESSAGE = 2_048;

    private final PeerCertificate own;
    private final String named;
    private final boolean active;
    private final HandshakeRecords records;
    private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /// @param named fingerprint of the certificate the other side must show
    /// @param active whether we open it
    /// @param out where datagrams go, from a thread of the handshake
    public Handshake(PeerCertificate own, String named, boolean active, Consumer<byte[]> out) {
        this.own = own;
        this.named = named;
        this.active = active;
        this.records = new HandshakeRecords(out);
    }

    /// Begins.
    ///
    /// @return the keys, or why there are none
    public CompletionStage<SrtpKeys> start() {
        Thread.ofVirtual().name("media-peer-dtls").start(this::run);
        return keys;
    }

    /// Completed when the other side has said goodbye, or [#close] was called.
    public CompletionStage<Void> ended() {
        return ended;
    }

    /// Takes a datagram of the other side.
    public void received(byte[] datagram) {
        records.add(datagram);
    }

    /// Says goodbye.
    public void close() {
        records.end();
    }

    private void run() {
        try {
            if (active) {
                var client = new SrtpTlsClient(own, named);
                DTLSTransport transport = new DTLSClientProtocol().connect(client, records);
                listen(transport, client.keys());
            } else {
                var server = new SrtpTlsServer(own, named);
                DTLSTransport transport = new DTLSServerProtocol().accept(server, records);
                listen(transport, server.keys());
            }
        } catch (IOException | RuntimeException failed) {
            keys.completeExceptionally(failed);
        } finally {
            ended.complete(null);
        }
    }

    private void listen(DTLSTransport transport, @Nullable SrtpKeys agreed) throws IOException {
        if (agreed == null) {
            transport.close();
            throw new IOException("the other side does not speak SRTP");
        }
        records.establish();
        keys.complete(agreed);
        byte[] message = new byte[LARGEST_MESSAGE];
        try {
            while (!records.isEnded()) {
                transport.receive(message, 0, message.length, LISTEN_MILLIS);
            }
        } catch (IOException goodbye) {
            // The other side's, or ours.
        } finally {
            transport.close();
        }
    }
}

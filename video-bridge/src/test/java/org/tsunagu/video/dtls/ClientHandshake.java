// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import java.io.IOException;
import java.util.Objects;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.tsunagu.video.srtp.SrtpKeys;

/// A finished DTLS-SRTP handshake of a client, for tests of other packages.
public final class ClientHandshake {
    private final DTLSTransport transport;
    private final SrtpKeys keys;
    private final Fingerprint server;

    private ClientHandshake(DTLSTransport transport, SrtpKeys keys, Fingerprint server) {
        this.transport = transport;
        this.keys = keys;
        this.server = server;
    }

    /// Shakes hands; blocks until it is done or has failed.
    public static ClientHandshake connect(DtlsIdentity identity, DatagramTransport transport)
            throws IOException {
        TestClient client =
                TestClient.like(
                        identity.crypto(), identity, SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM);
        DTLSTransport secured = new DTLSClientProtocol().connect(client, transport);
        return new ClientHandshake(
                secured,
                Objects.requireNonNull(client.keys),
                Objects.requireNonNull(client.server));
    }

    public SrtpKeys keys() {
        return keys;
    }

    /// The certificate the server showed, in the words of `a=fingerprint`.
    public String server() {
        return server.hash() + " " + server.value();
    }

    /// Says goodbye (`close_notify`).
    public void close() throws IOException {
        transport.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;
import org.tsunagu.simulator.media.srtp.SrtpKeys;
import org.tsunagu.simulator.media.srtp.SrtpProfile;

/// The side that opens a handshake.
final class SrtpTlsClient extends DefaultTlsClient {
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    };

    private final PeerCertificate own;
    private final String named;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;

    /// @param named fingerprint of the certificate the other side must show
    SrtpTlsClient(PeerCertificate own, String named) {
        super(own.crypto());
        this.own = own;
        this.named = named;
    }

    @Nullable SrtpKeys keys() {
        return keys;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return CIPHER_SUITES.clone();
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return Handshake.RESEND_MILLIS;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return Handshake.LIMIT_MILLIS;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // the library's signature
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        int[] profiles = Arrays.stream(SrtpProfile.values()).mapToInt(SrtpProfile::code).toArray();
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, new byte[0]));
        return extensions;
    }

    @Override
    @SuppressWarnings("rawtypes") // the library's signature
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        UseSRTPData answer = TlsSRTPUtils.getUseSRTPExtension(extensions);
        profile = answer == null ? null : SrtpProfile.of(answer.getProtectionProfiles()[0]);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SrtpProfile agreed = profile;
        if (agreed != null) {
            byte[] material =
                    context.exportKeyingMaterial(
                            ExporterLabel.dtls_srtp, null, agreed.keyMaterialBytes());
            keys = new SrtpKeys(agreed, material, true);
        }
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
                PeerCertificate.verify(shown.getCertificate(), named);
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request)
                    throws IOException {
                return own.credentials(context);
            }
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import java.io.IOException;
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
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.srtp.SrtpKeys;
import org.tsunagu.video.srtp.SrtpProfile;

/// A DTLS-SRTP client as a browser is one: active, with a certificate of its own.
final class TestClient extends DefaultTlsClient {
    private final BcTlsCrypto crypto;
    private final @Nullable DtlsIdentity identity;
    private final int[] profiles;
    private final int[] cipherSuites;
    private final boolean extendedMasterSecret;
    @Nullable Fingerprint server;
    @Nullable SrtpKeys keys;
    @Nullable Short alert;

    /// @param identity null: it shows no certificate
    /// @param profiles what it offers in use_srtp; none: no such extension
    TestClient(
            BcTlsCrypto crypto,
            @Nullable DtlsIdentity identity,
            int[] profiles,
            int[] cipherSuites,
            boolean extendedMasterSecret) {
        super(crypto);
        this.crypto = crypto;
        this.identity = identity;
        this.profiles = profiles.clone();
        this.cipherSuites = cipherSuites.clone();
        this.extendedMasterSecret = extendedMasterSecret;
    }

    static TestClient like(BcTlsCrypto crypto, @Nullable DtlsIdentity identity, int... profiles) {
        return new TestClient(
                crypto,
                identity,
                profiles,
                new int[] {
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
                },
                true);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return cipherSuites.clone();
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
        return extendedMasterSecret;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return 50;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return 20_000;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        if (profiles.length > 0) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profiles, new byte[] {1}));
        }
        return extensions;
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        alert = description;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processServerExtensions(Hashtable extensions) throws IOException {
        // our server takes no key identifier; the library's client would insist on its own
        super.processServerExtensions(extensions);
        UseSRTPData answer = TlsSRTPUtils.getUseSRTPExtension(extensions);
        chosen = answer == null ? null : SrtpProfile.of(answer.getProtectionProfiles()[0]);
    }

    private @Nullable SrtpProfile chosen;

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SrtpProfile profile = chosen;
        if (profile != null) {
            byte[] exported =
                    context.exportKeyingMaterial(
                            ExporterLabel.dtls_srtp, null, SrtpKeys.length(profile));
            keys = SrtpKeys.exported(profile, exported);
        }
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate)
                    throws IOException {
                server =
                        Fingerprint.of(
                                certificate.getCertificate().getCertificateAt(0).getEncoded());
            }

            @Override
            public @Nullable TlsCredentials getClientCredentials(CertificateRequest request)
                    throws IOException {
                return identity == null ? null : identity.credentials(context, crypto);
            }
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;
import org.tsunagu.simulator.media.srtp.SrtpKeys;
import org.tsunagu.simulator.media.srtp.SrtpProfile;

/// The side that waits for a handshake: where the other side says it is active.
final class SrtpTlsServer extends DefaultTlsServer {
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
    };

    private final PeerCertificate own;
    private final String named;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;

    /// @param named fingerprint of the certificate the other side must show
    SrtpTlsServer(PeerCertificate own, String named) {
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

    /// Who signed a certificate is of no meaning here, its fingerprint is.
    @Override
    @SuppressWarnings("deprecation") // the library asks it all the same
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return own.credentials(context);
    }

    @Override
    @SuppressWarnings("JdkObsolete") // the library wants a Vector
    public CertificateRequest getCertificateRequest() {
        Vector<SignatureAndHashAlgorithm> signatures = new Vector<>();
        for (short signature : new short[] {SignatureAlgorithm.ecdsa, SignatureAlgorithm.rsa}) {
            signatures.add(SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, signature));
        }
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, signatures, null);
    }

    @Override
    public void notifyClientCertificate(Certificate shown) throws IOException {
        PeerCertificate.verify(shown, named);
    }

    @Override
    @SuppressWarnings("rawtypes") // the library's signature
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered =
                extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        profile = offered == null ? null : best(offered.getProtectionProfiles());
    }

    private static @Nullable SrtpProfile best(int[] offered) {
        for (SrtpProfile ours : SrtpProfile.values()) {
            for (int code : offered) {
                if (ours.code() == code) {
                    return ours;
                }
            }
        }
        return null;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // the library's signature
    public Hashtable getServerExtensions() throws IOException {
        SrtpProfile agreed = profile;
        if (agreed == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        Hashtable extensions = super.getServerExtensions();
        int[] answer = {agreed.code()};
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(answer, new byte[0]));
        return extensions;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SrtpProfile agreed = profile;
        if (agreed != null) {
            byte[] material =
                    context.exportKeyingMaterial(
                            ExporterLabel.dtls_srtp, null, agreed.keyMaterialBytes());
            keys = new SrtpKeys(agreed, material, false);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import java.io.IOException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.srtp.SrtpKeys;
import org.tsunagu.video.srtp.SrtpProfile;

/// What our side of a handshake wants: DTLS 1.2, AES-GCM, forward secrecy, an extended master
/// secret (RFC 7627), a certificate that is the named one, and an SRTP profile of ours. Used once.
final class SrtpTlsServer extends DefaultTlsServer {
    /// First time to wait before a flight is sent again; it doubles. RFC 6347, section 4.2.4.1
    /// allows less than its one second where latency matters.
    private static final int RESEND_MILLIS = 200;

    /// The peer's own certificate and, at most, one above it that nobody looks at.
    private static final int MOST_CERTIFICATES = 2;

    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    };

    private static final int[] GROUPS = {
        NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1
    };

    private static final short[] HASHES = {
        HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512
    };

    private final DtlsIdentity identity;
    private final BcTlsCrypto crypto;
    private final List<Fingerprint> expected;
    private final int limitMillis;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private boolean wrongCertificate;

    SrtpTlsServer(
            DtlsIdentity identity, BcTlsCrypto crypto, List<Fingerprint> expected, Duration limit) {
        super(crypto);
        this.identity = identity;
        this.crypto = crypto;
        this.expected = expected;
        limitMillis = Math.toIntExact(limit.toMillis());
    }

    /// What was agreed on; null before the handshake is complete.
    @Nullable SrtpKeys keys() {
        return keys;
    }

    /// Whether the handshake failed for the peer's certificate.
    boolean hadWrongCertificate() {
        return wrongCertificate;
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
    public int[] getSupportedGroups() {
        return GROUPS.clone();
    }

    /// The first of the peer's groups that is one of ours; the library would take any it knows.
    @Override
    protected int selectECDH(int minimumCurveBits) {
        int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
        for (int group : offered == null ? GROUPS : offered) {
            for (int ours : GROUPS) {
                if (group == ours) {
                    return group;
                }
            }
        }
        return -1;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return limitMillis;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return RESEND_MILLIS;
    }

    @Override
    public int getMaxHandshakeMessageSize() {
        return DtlsRecords.LARGEST_MESSAGE;
    }

    @Override
    public int getMaxCertificateChainLength() {
        return MOST_CERTIFICATES;
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    /// Who signed a certificate is of no meaning here, its fingerprint is.
    @Override
    @SuppressWarnings("deprecation") // the library asks it all the same
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return identity.credentials(context, crypto);
    }

    @Override
    @SuppressWarnings("JdkObsolete") // the library wants a Vector
    public CertificateRequest getCertificateRequest() {
        Vector<SignatureAndHashAlgorithm> signatures = new Vector<>();
        for (short hash : HASHES) {
            signatures.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.ecdsa));
            signatures.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.rsa));
        }
        signatures.add(SignatureAndHashAlgorithm.rsa_pss_rsae_sha256);
        signatures.add(SignatureAndHashAlgorithm.ed25519);
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, signatures, null);
    }

    /// That the peer has the key of the certificate too is proven by its CertificateVerify, which
    /// the library checks.
    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        if (certificate.isEmpty()
                || !Fingerprint.anyMatches(
                        expected, certificate.getCertificateAt(0).getEncoded())) {
            wrongCertificate = true;
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // the library's signature
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered =
                extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        profile = offered == null ? null : best(offered.getProtectionProfiles());
    }

    /// Ours is the order (RFC 5764, section 4.1.1).
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

    /// A key identifier (MKI) is not used, whatever the peer offers.
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
        if (agreed == null) {
            throw new TlsFatalAlert(AlertDescription.internal_error);
        }
        byte[] exported =
                context.exportKeyingMaterial(
                        ExporterLabel.dtls_srtp, null, SrtpKeys.length(agreed));
        keys = SrtpKeys.exported(agreed, exported);
    }
}

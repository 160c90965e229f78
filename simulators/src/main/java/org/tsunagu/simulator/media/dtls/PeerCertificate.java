// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// A key on P-256 and a certificate for it that only a session description vouches for (RFC 8827,
/// section 6.5).
public final class PeerCertificate {
    private static final Duration VALIDITY = Duration.ofDays(1);
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int NAME_BYTES = 16;

    private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
    private final AsymmetricCipherKeyPair pair;
    private final byte[] certificate;

    private PeerCertificate(AsymmetricCipherKeyPair pair, byte[] certificate) {
        this.pair = pair;
        this.certificate = certificate;
    }

    /// Makes one; some milliseconds.
    public static PeerCertificate generate() {
        var random = new SecureRandom();
        byte[] anything = new byte[NAME_BYTES];
        random.nextBytes(anything);
        var name = new X500Name("CN=" + HexFormat.of().formatHex(anything));
        AsymmetricCipherKeyPair pair = keyPair(random);
        Instant now = Instant.now();
        try {
            var subject = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic());
            byte[] certificate =
                    new X509v3CertificateBuilder(
                                    name,
                                    new BigInteger(1, anything),
                                    Date.from(now.minus(VALIDITY)),
                                    Date.from(now.plus(VALIDITY)),
                                    Locale.ROOT,
                                    name,
                                    subject)
                            .build(signer().build(pair.getPrivate()))
                            .getEncoded();
            return new PeerCertificate(pair, certificate);
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate for a key on P-256 can be made", e);
        }
    }

    private static AsymmetricCipherKeyPair keyPair(SecureRandom random) {
        var curve =
                new ECNamedDomainParameters(
                        SECObjectIdentifiers.secp256r1,
                        ECNamedCurveTable.getByOID(SECObjectIdentifiers.secp256r1));
        var generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(curve, random));
        return generator.generateKeyPair();
    }

    private static BcECContentSignerBuilder signer() {
        var signature = new DefaultSignatureAlgorithmIdentifierFinder().find(SIGNATURE);
        return new BcECContentSignerBuilder(
                signature, new DefaultDigestAlgorithmIdentifierFinder().find(signature));
    }

    /// What `a=fingerprint` says of it.
    public String fingerprint() {
        return hash("sha-256", certificate);
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    TlsCredentialedSigner credentials(TlsContext context) throws IOException {
        TlsCertificate[] chain = {crypto.createCertificate(certificate)};
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                pair.getPrivate(),
                new Certificate(chain),
                SignatureAndHashAlgorithm.getInstance(
                        HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    /// Refuses a certificate that is not the one a description names.
    static void verify(Certificate shown, String named) throws IOException {
        String function = named.split(" ", 2)[0].toLowerCase(Locale.ROOT);
        if (shown.isEmpty()
                || !hash(function, shown.getCertificateAt(0).getEncoded())
                        .equalsIgnoreCase(named.strip())) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    private static String hash(String function, byte[] certificate) {
        try {
            byte[] digest =
                    MessageDigest.getInstance(function.toUpperCase(Locale.ROOT))
                            .digest(certificate);
            return function + " " + HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            return "";
        }
    }
}

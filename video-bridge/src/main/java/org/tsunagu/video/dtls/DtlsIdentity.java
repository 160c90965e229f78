// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import java.io.IOException;
import java.math.BigInteger;
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
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// A key on P-256 and a certificate for it that nobody has signed but itself (RFC 8827, section
/// 6.5). The session description vouches for it; so it lives in memory only and is made anew with
/// each start.
public final class DtlsIdentity {
    /// Longer than a bridge runs without a restart, shorter than a stolen key is of use.
    public static final Duration VALIDITY = Duration.ofDays(30);

    /// Clocks of peers may be behind.
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final String SIGNATURE = "SHA256withECDSA";

    private final AsymmetricKeyParameter key;
    private final byte[] certificate;
    private final SecureRandom random;

    private DtlsIdentity(AsymmetricKeyParameter key, byte[] certificate, SecureRandom random) {
        this.key = key;
        this.certificate = certificate;
        this.random = random;
    }

    /// Makes one; some milliseconds. Its name says nothing about anybody.
    public static DtlsIdentity generate(SecureRandom random) {
        AsymmetricCipherKeyPair pair = keyPair(random);
        byte[] anything = new byte[16];
        random.nextBytes(anything);
        X500Name name = new X500Name("CN=" + HexFormat.of().formatHex(anything));
        Instant now = Instant.now();
        try {
            byte[] certificate =
                    new X509v3CertificateBuilder(
                                    name,
                                    new BigInteger(1, anything),
                                    Date.from(now.minus(BEFORE)),
                                    Date.from(now.plus(VALIDITY)),
                                    Locale.ROOT,
                                    name,
                                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                                            pair.getPublic()))
                            .build(signer().build(pair.getPrivate()))
                            .getEncoded();
            return new DtlsIdentity(pair.getPrivate(), certificate, random);
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate for a key on P-256 can be made", e);
        }
    }

    private static AsymmetricCipherKeyPair keyPair(SecureRandom random) {
        var curve =
                new ECNamedDomainParameters(
                        SECObjectIdentifiers.secp256r1,
                        ECNamedCurveTable.getByOID(SECObjectIdentifiers.secp256r1));
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(curve, random));
        return generator.generateKeyPair();
    }

    private static BcECContentSignerBuilder signer() {
        var signature = new DefaultSignatureAlgorithmIdentifierFinder().find(SIGNATURE);
        return new BcECContentSignerBuilder(
                signature, new DefaultDigestAlgorithmIdentifierFinder().find(signature));
    }

    /// What our session descriptions say (`a=fingerprint`).
    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate);
    }

    /// This certificate with a key that is not its own: a thief's, for tests.
    DtlsIdentity withKeyOf(DtlsIdentity other) {
        return new DtlsIdentity(other.key, certificate, random);
    }

    BcTlsCrypto crypto() {
        return new BcTlsCrypto(random);
    }

    TlsCredentialedSigner credentials(TlsContext context, BcTlsCrypto crypto) throws IOException {
        TlsCertificate[] chain = {crypto.createCertificate(certificate)};
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                key,
                new Certificate(chain),
                SignatureAndHashAlgorithm.getInstance(
                        HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
}

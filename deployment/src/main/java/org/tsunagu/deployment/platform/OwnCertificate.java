// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tsunagu.deployment.data.DurableFile;

/// A certificate of our own for a platform that is reachable from other machines and was given
/// none. Made once by the JDK's keytool, kept in the data folder; people compare its fingerprint.
///
/// @param certificate PEM file
/// @param key PEM file, readable by its owner only
/// @param fingerprint SHA-256 of the certificate, upper-case hex with colons
record OwnCertificate(Path certificate, Path key, String fingerprint) {
    private static final String ALIAS = "tsunagu";
    private static final int PASSWORD_BYTES = 24;
    private static final int PATIENCE_SECONDS = 60;
    private static final int PEM_LINE = 64;
    private static final String DAYS_VALID = "397";

    /// Reads the certificate of `folder`, or makes one for `host`.
    static OwnCertificate in(Path folder, String host) {
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        try {
            Files.createDirectories(folder);
            if (!Files.exists(certificate) || !Files.exists(key)) {
                make(folder.resolve("new.p12"), certificate, key, host);
            }
            return new OwnCertificate(certificate, key, fingerprint(certificate));
        } catch (IOException | GeneralSecurityException trouble) {
            throw new PlatformException(
                    "cannot make a TLS certificate in "
                            + folder
                            + " ("
                            + trouble.getMessage()
                            + "); give one with --tls-cert and --tls-key",
                    trouble);
        }
    }

    private static void make(Path keyStore, Path certificate, Path key, String host)
            throws IOException, GeneralSecurityException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Files.deleteIfExists(keyStore);
        runKeytool(keyStore, password, host);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, password.toCharArray());
        }
        byte[] keyBytes = store.getKey(ALIAS, password.toCharArray()).getEncoded();
        DurableFile.write(key, pem("PRIVATE KEY", keyBytes));
        DurableFile.write(
                certificate, pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
        Files.delete(keyStore);
    }

    private static void runKeytool(Path keyStore, String password, String host) throws IOException {
        String name = isAddress(host) ? "ip:" + host : "dns:" + host;
        ProcessBuilder command =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=" + host + ",O=Tsunagu",
                                "-ext",
                                "san=" + name + ",dns:localhost,ip:127.0.0.1",
                                "-validity",
                                DAYS_VALID,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                keyStore.toString(),
                                "-storepass:env",
                                "TSUNAGU_STORE_PASSWORD"));
        command.environment().put("TSUNAGU_STORE_PASSWORD", password);
        Process keytool = command.redirectErrorStream(true).start();
        try {
            String said =
                    new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IOException("keytool: " + said.strip());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", stopped);
        }
    }

    private static boolean isAddress(String host) {
        return host.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':');
    }

    private static String pem(String kind, byte[] bytes) {
        String text =
                Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private static String fingerprint(Path certificate)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(certificate)) {
            byte[] encoded =
                    CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded);
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        }
    }
}

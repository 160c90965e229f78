// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Answers to one challenge. MD5 without a named algorithm and without qop is answered by the five
/// fields every camera knows. One thread.
final class Authorization {
    private static final Charset TEXT = StandardCharsets.UTF_8;
    private static final int NONCE_BYTES = 16;

    private final CameraLogin login;
    private final Challenge challenge;
    private final RandomGenerator random;
    private int count;

    Authorization(CameraLogin login, Challenge challenge, RandomGenerator random) {
        this.login = login;
        this.challenge = challenge;
        this.random = random;
    }

    /// The header's value for one request.
    String of(String method, String uri) {
        return switch (challenge) {
            case Challenge.Basic() ->
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (login.user() + ":" + login.password()).getBytes(TEXT));
            case Challenge.Digest digest -> digest(digest, method, uri);
        };
    }

    private String digest(Challenge.Digest digest, String method, String uri) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String clientNonce = HexFormat.of().formatHex(bytes);
        String counted = String.format(Locale.ROOT, "%08x", ++count);
        String answer =
                digest.qop()
                        ? response(digest, login, method, uri, counted, clientNonce)
                        : response(digest, login, method, uri, null, null);
        var text =
                new StringBuilder("Digest username=\"")
                        .append(quoted(login.user()))
                        .append("\", realm=\"")
                        .append(digest.realm())
                        .append("\", nonce=\"")
                        .append(digest.nonce())
                        .append("\", uri=\"")
                        .append(uri)
                        .append("\", response=\"")
                        .append(answer)
                        .append('"');
        if (digest.said()) {
            text.append(", algorithm=").append(digest.algorithm());
        }
        if (digest.opaque() != null) {
            text.append(", opaque=\"").append(digest.opaque()).append('"');
        }
        if (digest.qop()) {
            text.append(", qop=auth, nc=")
                    .append(counted)
                    .append(", cnonce=\"")
                    .append(clientNonce)
                    .append('"');
        }
        return text.toString();
    }

    private static String quoted(String user) {
        return user.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /// RFC 7616, section 3.4.1; without count and client nonce as RFC 2069 had it.
    static String response(
            Challenge.Digest digest,
            CameraLogin login,
            String method,
            String uri,
            @Nullable String count,
            @Nullable String clientNonce) {
        String who = hash(digest, login.user() + ":" + digest.realm() + ":" + login.password());
        String what = hash(digest, method + ":" + uri);
        String between =
                count == null
                        ? digest.nonce()
                        : digest.nonce() + ":" + count + ":" + clientNonce + ":auth";
        return hash(digest, who + ":" + between + ":" + what);
    }

    private static String hash(Challenge.Digest digest, String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance(digest.algorithm())
                                    .digest(text.getBytes(TEXT)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has " + digest.algorithm(), missing);
        }
    }
}

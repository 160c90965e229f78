// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtsp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether who asks a simulated camera may (RFC 7616, RFC 7617).
final class CameraDoorkeeper {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]+))");
    private static final String REALM = "simulated camera";
    private static final String NONCE = "c3f1a9b27de4";

    private final CameraHabits habits;

    CameraDoorkeeper(CameraHabits habits) {
        this.habits = habits;
    }

    String challenge() {
        String nonce = "\", nonce=\"" + NONCE + "\"";
        return switch (habits.challenge()) {
            case "Basic" -> "WWW-Authenticate: Basic realm=\"" + REALM + "\"\r\n";
            case "MD5" -> "WWW-Authenticate: Digest realm=\"" + REALM + nonce + "\r\n";
            default ->
                    "WWW-Authenticate: Basic realm=\""
                            + REALM
                            + "\"\r\nWWW-Authenticate: Digest realm=\""
                            + REALM
                            + nonce
                            + ", algorithm="
                            + habits.challenge()
                            + ", qop=\"auth\"\r\n";
        };
    }

    boolean lets(String method, String uri, Map<String, String> headers) {
        String user = habits.user();
        if (user == null) {
            return true;
        }
        String said = headers.getOrDefault("authorization", "");
        if (habits.challenge().equals("Basic")) {
            byte[] expected = (user + ":" + habits.password()).getBytes(StandardCharsets.UTF_8);
            return said.equals("Basic " + Base64.getEncoder().encodeToString(expected));
        }
        Map<String, String> fields = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(said);
        while (matcher.find()) {
            fields.put(
                    matcher.group(1),
                    matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        String who = hash(user + ":" + REALM + ":" + habits.password());
        String what = hash(method + ":" + uri);
        String counted =
                fields.containsKey("qop")
                        ? ":" + fields.get("nc") + ":" + fields.get("cnonce") + ":auth"
                        : "";
        return said.startsWith("Digest ")
                && uri.equals(fields.get("uri"))
                && user.equals(fields.get("username"))
                && hash(who + ":" + NONCE + counted + ":" + what).equals(fields.get("response"));
    }

    private String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance(habits.challenge())
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a camera wants to be told who asks (RFC 7616, RFC 7617; RFC 7826, section 19.1).
sealed interface Challenge {
    /// @param algorithm as `java.security` names it
    /// @param said whether the camera named an algorithm; where not, the answer must not either
    /// @param qop whether `auth` is offered
    /// @param stale the answer was right, the nonce too old
    record Digest(
            String realm,
            String nonce,
            @Nullable String opaque,
            String algorithm,
            boolean said,
            boolean qop,
            boolean stale)
            implements Challenge {}

    record Basic() implements Challenge {}

    Pattern PARAMETER = Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");

    /// The best of what the camera offers; null where nothing can be answered.
    static @Nullable Challenge best(List<String> offered) {
        Challenge best = null;
        for (Challenge challenge : read(offered)) {
            if (best == null || rank(challenge) > rank(best)) {
                best = challenge;
            }
        }
        return best;
    }

    private static int rank(Challenge challenge) {
        return switch (challenge) {
            case Digest digest -> digest.algorithm().equals("SHA-256") ? 2 : 1;
            case Basic() -> 0;
        };
    }

    private static List<Challenge> read(List<String> offered) {
        List<Challenge> found = new ArrayList<>();
        for (String one : offered) {
            String scheme = one.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
            if (scheme.equals("basic")) {
                found.add(new Basic());
            } else if (scheme.equals("digest")) {
                Challenge digest = digest(one);
                if (digest != null) {
                    found.add(digest);
                }
            }
        }
        return found;
    }

    private static @Nullable Challenge digest(String text) {
        Map<String, String> said = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            said.putIfAbsent(
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    quoted == null ? matcher.group(3) : quoted);
        }
        String realm = said.get("realm");
        String nonce = said.get("nonce");
        String algorithm = said.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
        if (realm == null || nonce == null || !List.of("MD5", "SHA-256").contains(algorithm)) {
            return null;
        }
        return new Digest(
                realm,
                nonce,
                said.get("opaque"),
                algorithm,
                said.containsKey("algorithm"),
                List.of(said.getOrDefault("qop", "").split("\\s*,\\s*")).contains("auth"),
                "true".equalsIgnoreCase(said.get("stale")));
    }
}

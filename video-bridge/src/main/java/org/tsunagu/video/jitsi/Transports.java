// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.sdp.Fingerprint;
import org.tsunagu.video.sdp.Local;
import org.tsunagu.video.sdp.PeerTransport;

/// ICE and DTLS as Colibri2's JSON has them (XEP-0176 and XEP-0320 in other letters).
final class Transports {
    /// Stands in a description that is only made to see what can be agreed on.
    static final Local NOWHERE = new Local("", "", "", List.of(), false, true);

    private static final String ICE_UDP = "urn:xmpp:jingle:transports:ice-udp:1";
    private static final int MOST_CANDIDATES = 16;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{3,45}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31}");

    private Transports() {}

    /// What the bridge says of itself where it made an endpoint; null where it cannot be used.
    ///
    /// @param answer to the request that made it
    static @Nullable Local local(JsonObject answer, String endpoint) {
        try {
            return read(answer, endpoint);
        } catch (ClassCastException odd) { // another kind of value than there should be
            return null;
        }
    }

    private static @Nullable Local read(JsonObject answer, String endpoint) {
        JsonObject transport = transportOf(answer, endpoint);
        if (transport == null) {
            return null;
        }
        String ufrag = transport.getString("ufrag", "");
        String password = transport.getString("pwd", "");
        String fingerprint = fingerprint(transport.getJsonArray("fingerprints", new JsonArray()));
        List<Local.Candidate> candidates =
                candidates(transport.getJsonArray("candidates", new JsonArray()));
        boolean usable =
                CREDENTIAL.matcher(ufrag).matches()
                        && CREDENTIAL.matcher(password).matches()
                        && fingerprint != null
                        && !candidates.isEmpty();
        return usable && fingerprint != null
                ? new Local(ufrag, password, fingerprint, candidates, false, true)
                : null;
    }

    private static @Nullable JsonObject transportOf(JsonObject answer, String endpoint) {
        for (Object each : answer.getJsonArray("endpoints", new JsonArray())) {
            if (each instanceof JsonObject made && endpoint.equals(made.getString("id"))) {
                JsonObject outer = made.getJsonObject("transport");
                return outer == null ? null : outer.getJsonObject("transport");
            }
        }
        return null;
    }

    private static @Nullable String fingerprint(JsonArray fingerprints) {
        for (Object each : fingerprints) {
            if (each instanceof JsonObject one
                    && one.getString("hash", "").equalsIgnoreCase("sha-256")
                    && SHA_256.matcher(one.getString("fingerprint", "")).matches()) {
                return one.getString("fingerprint").toUpperCase(Locale.ROOT);
            }
        }
        return null;
    }

    private static List<Local.Candidate> candidates(JsonArray told) {
        List<Local.Candidate> candidates = new ArrayList<>();
        for (Object each : told) {
            if (each instanceof JsonObject one
                    && candidates.size() < MOST_CANDIDATES
                    && one.getString("protocol", "").equalsIgnoreCase("udp")
                    && ADDRESS.matcher(one.getString("ip", "")).matches()) {
                int port = port(one.getString("port", ""));
                if (port > 0) {
                    candidates.add(new Local.Candidate(one.getString("ip"), port));
                }
            }
        }
        return candidates;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            return port <= HIGHEST_PORT ? port : 0;
        } catch (NumberFormatException odd) {
            return 0;
        }
    }

    /// Whether a hash of the peer's certificate has the length of its function.
    static boolean isProvable(PeerTransport peer) {
        return peer.fingerprints().stream().anyMatch(Transports::isWhole);
    }

    private static boolean isWhole(Fingerprint fingerprint) {
        int bytes =
                switch (fingerprint.algorithm()) {
                    case "sha-256" -> 32;
                    case "sha-384" -> 48;
                    case "sha-512" -> 64;
                    default -> 0;
                };
        return fingerprint.value().length() == 3 * bytes - 1;
    }

    /// What is asked of the bridge for a new endpoint.
    ///
    /// @param offering whether the bridge's side offers; who offers leads ICE (RFC 8445, section
    ///     6.1.1), for both are full agents
    static JsonObject wanted(boolean offering) {
        return JsonObject.of("ice-controlling", offering);
    }

    /// The peer. It opens DTLS whichever side offered; its addresses the bridge learns from its
    /// checks.
    static JsonObject of(PeerTransport peer) {
        var fingerprints = new JsonArray();
        peer.fingerprints().stream()
                .filter(Transports::isWhole)
                .forEach(
                        fingerprint ->
                                fingerprints.add(
                                        JsonObject.of(
                                                "fingerprint", fingerprint.value(),
                                                "setup", "active",
                                                "hash", fingerprint.algorithm())));
        return JsonObject.of(
                "xmlns",
                ICE_UDP,
                "ufrag",
                peer.iceUfrag(),
                "pwd",
                peer.icePassword(),
                "fingerprints",
                fingerprints,
                "rtcp-mux",
                true);
    }
}

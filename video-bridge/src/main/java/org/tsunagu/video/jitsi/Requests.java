// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.sdp.Negotiated;
import org.tsunagu.video.sdp.PeerTransport;

/// What is said to a bridge by Colibri2.
final class Requests {
    /// Bridges want a conference's name to be an address of XMPP; nobody is reached there (RFC
    /// 2606).
    private static final String DOMAIN = "@rooms.tsunagu.invalid";

    private Requests() {}

    /// A conference for one publication, with its publisher.
    static JsonObject conference(String meeting, SourceId source, JsonObject publisher) {
        return JsonObject.of(
                "meeting-id",
                meeting,
                "name",
                source.room() + "." + source.name() + DOMAIN,
                "create",
                true,
                "endpoints",
                JsonArray.of(publisher));
    }

    /// A new endpoint.
    ///
    /// @param offering whether the bridge's side offers
    static JsonObject endpoint(String id, Negotiated negotiated, boolean offering) {
        return JsonObject.of(
                "create",
                true,
                "id",
                id,
                "stats-id",
                id,
                "medias",
                Medias.of(negotiated),
                "transport",
                Transports.wanted(offering),
                "capabilities",
                JsonArray.of("source-names"));
    }

    /// Adds who the peer is, and what it sends, to what is said of an endpoint.
    static JsonObject with(JsonObject endpoint, PeerTransport peer, @Nullable JsonArray sources) {
        JsonObject said = endpoint.copy();
        JsonObject transport = said.getJsonObject("transport", new JsonObject());
        said.put("transport", transport.put("transport", Transports.of(peer)));
        return sources == null ? said : said.put("sources", sources);
    }

    static JsonObject known(String id) {
        return JsonObject.of("id", id);
    }

    static JsonObject changed(JsonObject endpoint) {
        return JsonObject.of("endpoints", JsonArray.of(endpoint));
    }

    static JsonObject endOf(String endpoint) {
        return changed(JsonObject.of("id", endpoint, "expire", true));
    }

    static JsonObject endOfConference() {
        return JsonObject.of("expire", true);
    }
}

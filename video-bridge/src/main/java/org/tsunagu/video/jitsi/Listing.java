// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Which conferences a bridge has, by the meeting's id.
record Listing(Map<String, Conference> conferences) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// @param id the bridge's own
    record Conference(String id, Set<String> endpoints) {
        Conference {
            endpoints = Set.copyOf(endpoints);
        }
    }

    Listing {
        conferences = Map.copyOf(conferences);
    }

    /// Reads the bridge's answer; what is none is left out.
    static Listing of(JsonObject answer) {
        Map<String, Conference> found = new HashMap<>();
        for (Map.Entry<String, Object> entry :
                answer.getJsonObject("conferences", new JsonObject())) {
            if (entry.getValue() instanceof JsonObject conference
                    && ID.matcher(entry.getKey()).matches()) {
                String meeting = conference.getString("meeting_id");
                JsonObject endpoints = conference.getJsonObject("endpoints", new JsonObject());
                if (meeting != null) {
                    found.put(meeting, new Conference(entry.getKey(), endpoints.fieldNames()));
                }
            }
        }
        return new Listing(found);
    }
}

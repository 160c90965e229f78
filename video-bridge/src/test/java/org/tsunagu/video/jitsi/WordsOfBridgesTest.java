// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsOfBridgesTest {
    private static final int ROUNDS = 20_000;

    @Test
    void theReasonOfARefusalIsFoundInItsPage() {
        assertThat(RefusalPage.reason(400, Recorded.text("refusal.html")))
                .isEqualTo("Failed to create conference: Invalid conference name (not a JID)");
        assertThat(RefusalPage.reason(404, "")).isEqualTo("status 404");
    }

    @Test
    void aTransportWithoutWhatItNeedsIsNone() {
        JsonObject answer = Recorded.of("pages").exchanges().getFirst().response();
        assertThat(Transports.local(answer, "PUBLISHER")).isNotNull();
        assertThat(Transports.local(answer, "SOMEBODY")).isNull();
        for (String needed : List.of("ufrag", "pwd", "fingerprints", "candidates")) {
            JsonObject less = answer.copy();
            less.getJsonArray("endpoints")
                    .getJsonObject(0)
                    .getJsonObject("transport")
                    .getJsonObject("transport")
                    .remove(needed);
            assertThat(Transports.local(less, "PUBLISHER")).as("without " + needed).isNull();
        }
    }

    @Test
    void oddAnswersAreReadWithoutAnException() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        JsonObject recorded = Recorded.of("pages").exchanges().getFirst().response();
        String text = recorded.encode();
        for (int i = 0; i < ROUNDS; i++) {
            var mutated = new StringBuilder(text);
            for (int n = random.nextInt(4); n >= 0; n--) {
                mutated.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
            }
            JsonObject answer;
            try {
                answer = new JsonObject(mutated.toString());
            } catch (RuntimeException noJson) {
                continue;
            }
            assertThat(readAll(answer)).as("seed %d, round %d", seed, i).isNull();
        }
    }

    private static RuntimeException readAll(JsonObject answer) {
        try {
            Transports.local(answer, "PUBLISHER");
            Seen.of(answer, "CONFERENCE", "PUBLISHER");
            return null;
        } catch (RuntimeException trouble) {
            return trouble;
        }
    }

    @Test
    void onlyAddressesOfHttpNameABridge() {
        assertThat(JitsiConfig.at(List.of(URI.create("http://192.0.2.1:8080"))).bridges())
                .hasSize(1);
        for (String odd :
                List.of("ftp://192.0.2.1", "192.0.2.1:8080", "http://user:word@h", "http:///x")) {
            assertThatThrownBy(() -> JitsiConfig.at(List.of(URI.create(odd))))
                    .as(odd)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> JitsiConfig.at(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

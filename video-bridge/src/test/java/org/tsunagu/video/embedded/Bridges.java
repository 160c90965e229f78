// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.tsunagu.video.peer.Await;

/// Bridges on loopback, on any free port, that tests wait for less long.
final class Bridges {
    static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SILENT = Duration.ofMillis(400);

    private Bridges() {}

    static EmbeddedBridge open() {
        return open(EmbeddedConfig.MOST_ENDPOINTS, LONG, LONG);
    }

    static EmbeddedBridge open(int mostEndpoints, Duration answerWithin, Duration consentFor) {
        var config =
                new EmbeddedConfig(
                        "127.0.0.1", 0, List.of(), mostEndpoints, answerWithin, consentFor, SILENT);
        return Await.of(Future.fromCompletionStage(EmbeddedBridge.open(config)));
    }
}

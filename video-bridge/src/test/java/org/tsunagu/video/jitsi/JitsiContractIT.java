// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.tsunagu.video.bridge.MediaBridge;
import org.tsunagu.video.bridge.MediaBridgeContract;
import org.tsunagu.video.peer.Await;

/// A real Jitsi Videobridge does what every bridge does, where there is one for tests alone. Its
/// ICE needs an address of this machine that is not the loopback.
@EnabledIfEnvironmentVariable(
        named = JitsiContractIT.WHERE,
        matches = "https?://.+",
        disabledReason = "TSUNAGU_TEST_JVB_URL names no Jitsi Videobridge")
class JitsiContractIT extends MediaBridgeContract {
    static final String WHERE = "TSUNAGU_TEST_JVB_URL";

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void end() {
        Await.of(VERTX.close());
    }

    @Override
    protected boolean knowsFrameTimes() {
        return false;
    }

    @Override
    protected MediaBridge openBridge() {
        var config =
                new JitsiConfig(
                        List.of(URI.create(System.getenv(WHERE))),
                        JitsiConfig.MOST_ENDPOINTS,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(8));
        return Await.of(JitsiBridge.open(VERTX, config));
    }
}

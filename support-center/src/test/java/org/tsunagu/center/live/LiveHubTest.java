// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.center.fake.HubServer;
import org.tsunagu.center.fake.LiveProbe;

class LiveHubTest {
    private final AtomicBoolean broken = new AtomicBoolean();

    /// @param fails whether its answers are a fault once [#broken] is set
    private LiveDoor door(boolean fails) {
        return new LiveDoor() {
            @Override
            public Future<Decision> ask(Action action, Resource resource) {
                return Future.succeededFuture(new Decision.Permit());
            }

            @Override
            public boolean stillPermitted(Action action, Resource resource) {
                if (fails && broken.get()) {
                    throw new IllegalStateException("a door that fails on purpose");
                }
                return true;
            }

            @Override
            public boolean lasts() {
                return true;
            }

            @Override
            public void seen() {}
        };
    }

    @Test
    void aFaultThatMeetsOneClientEndsThatClientAndNotTheOthersBatch() throws Exception {
        try (HubServer hub = new HubServer(path -> door(path.equals("/faulty")));
                LiveProbe faulty = hub.page("/faulty");
                LiveProbe steady = hub.page("/steady")) {
            long now = hub.clock.micros();
            faulty.say("{\"type\":\"board\"}").await(101);
            steady.say("{\"type\":\"board\"}").await(101);
            broken.set(true);
            hub.journal.append(
                    now,
                    Frames.heartRate("a", 1, now, 70),
                    Frames.heartRate("b", 1, now, 71),
                    Frames.heartRate("c", 1, now, 72));
            steady.await("the last bed", item -> item.at("/2/bed").asText().equals("c"));
            assertThat(steady.all(102))
                    .extracting(summary -> summary.get("bed").asText())
                    .containsExactly("a", "b", "c");
            assertThat(faulty.awaitClose()).isEqualTo(1011);
            assertThat(hub.uncaught).isEmpty();
        }
    }
}

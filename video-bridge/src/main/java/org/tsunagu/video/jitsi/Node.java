// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// One Jitsi Videobridge, as far as it is known. Belongs to the board's thread.
final class Node {
    /// So many rounds in a row without an answer, and the bridge is dead.
    static final int ROUNDS_TO_DEATH = 3;

    /// Health and load are asked for in every so many rounds.
    private static final int ROUNDS_BETWEEN_CHECKUPS = 5;

    final URI address;
    final ColibriClient client;
    private int silentRounds;
    private long rounds;
    private boolean asking;
    private boolean draining;
    private double stress;
    private @Nullable String trouble = "was not asked yet";

    Node(URI address, ColibriClient client) {
        this.address = address;
        this.client = client;
    }

    /// Whether new conferences may be made there.
    boolean takesMore() {
        return trouble == null && !draining;
    }

    /// 0 idle, 1 all it should bear; a bridge that bears more says more.
    double stress() {
        return stress;
    }

    /// Why it takes no more, in words; null: it does.
    @Nullable String trouble() {
        return trouble != null ? trouble : draining ? "is drained" : null;
    }

    boolean isDead() {
        return silentRounds >= ROUNDS_TO_DEATH;
    }

    /// It did not answer where it was asked for something; rounds find out when it does again.
    void suspect() {
        trouble = "does not answer";
    }

    /// Asks how it does and what there is at it; at most one such question is under way.
    ///
    /// @return the list of its conferences; null while the question before is not answered
    @Nullable Future<JsonObject> round() {
        if (asking) {
            return null;
        }
        asking = true;
        boolean checkup = rounds++ % ROUNDS_BETWEEN_CHECKUPS == 0 || trouble != null;
        return client.listed()
                .compose(list -> checkup ? checkup().map(list) : Future.succeededFuture(list))
                .onComplete(
                        list -> {
                            asking = false;
                            silentRounds = 0;
                            draining = list.getBoolean("drain", false);
                            if (!list.getString("shutdown_state", "RUNNING").equals("RUNNING")) {
                                trouble = "is being shut down";
                            }
                        },
                        _ -> {
                            asking = false;
                            silentRounds++;
                            trouble = "does not answer";
                        });
    }

    private Future<Void> checkup() {
        return client.healthy()
                .onSuccess(_ -> trouble = null)
                .otherwise(
                        failed -> {
                            trouble =
                                    failed instanceof Refusal
                                            ? "says it is not healthy"
                                            : "does not answer";
                            return null;
                        })
                .compose(_ -> client.stats())
                .onSuccess(stats -> stress = Math.max(0, stats.getDouble("stress_level", 0.0)))
                .mapEmpty();
    }

    Future<Void> drain(boolean on) {
        return client.drain(on).onSuccess(_ -> draining = on);
    }
}

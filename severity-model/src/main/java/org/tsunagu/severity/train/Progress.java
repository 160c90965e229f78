// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Consumer;

/// Says how far training is and how long it will take, at most once in some seconds. For any
/// number of threads.
public final class Progress {
    /// A pass of a net takes about as long as so many trees.
    static final int PER_EPOCH = 40;

    private static final long BETWEEN_MILLIS = 5_000;

    /// Before a fiftieth is done, what is left would be a guess.
    private static final long SURE_FROM = 50;

    private final InstantSource clock;
    private final Consumer<String> out;
    private final int total;
    private final long startedMillis;
    private long saidMillis;
    private int done;

    /// @param total steps of all that will be trained, [ModelTrainer#steps] each
    public Progress(InstantSource clock, Consumer<String> out, int total) {
        this.clock = clock;
        this.out = out;
        this.total = total;
        startedMillis = clock.millis();
        saidMillis = startedMillis;
    }

    void step() {
        advance(1);
    }

    void epoch() {
        advance(PER_EPOCH);
    }

    private synchronized void advance(int steps) {
        done = Math.min(total, done + steps);
        long now = clock.millis();
        boolean known = done * SURE_FROM >= total;
        if (known && now - saidMillis >= BETWEEN_MILLIS) {
            saidMillis = now;
            double left = (now - startedMillis) * (double) (total - done) / done;
            out.accept(
                    String.format(
                            Locale.ROOT,
                            "training   %3d %%, about %s left",
                            100L * done / total,
                            spoken(Duration.ofMillis((long) left))));
        }
    }

    private static String spoken(Duration left) {
        return left.toMinutes() > 0
                ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                : left.toSeconds() + " s";
    }
}

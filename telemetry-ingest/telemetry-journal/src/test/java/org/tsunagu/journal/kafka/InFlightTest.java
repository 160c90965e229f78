// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final long SEED = Long.getLong("tsunagu.seed", 7);

    private final AtomicLong millis = new AtomicLong();
    private final InFlight inFlight =
            new InFlight(3, 1_000, () -> TimeUnit.MILLISECONDS.toNanos(millis.get()));

    @Test
    void theNumberOfAppendsIsBounded() {
        InFlight.Ticket first = inFlight.enter(1);
        assertThat(inFlight.enter(1)).isNotNull();
        assertThat(inFlight.enter(1)).isNotNull();
        assertThat(inFlight.isFull()).isTrue();
        assertThat(inFlight.enter(1)).isNull();

        inFlight.leave(first);
        assertThat(inFlight.isFull()).isFalse();
        assertThat(inFlight.enter(1)).isNotNull();
    }

    @Test
    void theirBytesAreBounded() {
        InFlight.Ticket first = inFlight.enter(600);
        assertThat(inFlight.enter(401)).isNull();
        assertThat(inFlight.bytes()).isEqualTo(600);
        assertThat(inFlight.enter(400)).isNotNull();
        assertThat(inFlight.isFull()).isTrue();

        inFlight.leave(first);
        assertThat(inFlight.bytes()).isEqualTo(400);
    }

    @Test
    void theOldestHasAnAgeWhateverEndsFirst() {
        InFlight.Ticket first = inFlight.enter(1);
        millis.set(100);
        InFlight.Ticket second = inFlight.enter(1);
        millis.set(300);
        assertThat(inFlight.leave(second)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(inFlight.oldestMillis()).isEqualTo(300);

        InFlight.Ticket third = inFlight.enter(1);
        millis.set(350);
        inFlight.leave(first);
        assertThat(inFlight.oldestMillis()).isEqualTo(50);
        inFlight.leave(third);
        assertThat(inFlight.oldestMillis()).isZero();
    }

    @Test
    void nothingIsLeftAfterAnyOrderOfEnds() {
        var random = new Random(SEED);
        var many = new InFlight(1_000, 1_000_000, System::nanoTime);
        List<InFlight.Ticket> open = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            InFlight.Ticket ticket = many.enter(random.nextInt(900));
            if (ticket != null) {
                open.add(ticket);
            }
            if (!open.isEmpty() && random.nextBoolean()) {
                many.leave(open.remove(random.nextInt(open.size())));
            }
            assertThat(many.records()).as("seed %s", SEED).isEqualTo(open.size());
        }
        open.forEach(many::leave);
        assertThat(many.records()).isZero();
        assertThat(many.bytes()).isZero();
        assertThat(many.oldestMillis()).isZero();
    }
}

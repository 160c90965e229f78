// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tsunagu.journal.JournalState;
import org.tsunagu.journal.JournalState.Accepting;
import org.tsunagu.journal.JournalState.Cause;
import org.tsunagu.journal.JournalState.Refusing;
import org.tsunagu.journal.JournalState.Slow;

class JournalWatchTest {
    private static JournalState decide(long silentMillis, long oldestMillis, boolean full) {
        return JournalWatch.decide(
                new JournalWatch.Signs(
                        Optional.empty(), Optional.empty(), silentMillis, oldestMillis, full));
    }

    private static Cause cause(JournalState state) {
        assertThat(state).isInstanceOf(Refusing.class);
        return ((Refusing) state).cause();
    }

    @Test
    void aBrokerThatAnswersIsAccepting() {
        assertThat(decide(1_200, 30, false)).isEqualTo(new Accepting());
    }

    @Test
    void anAppendThatWaitsASecondIsSlow() {
        assertThat(decide(0, 999, false)).isEqualTo(new Accepting());
        assertThat(decide(0, 1_000, false)).isEqualTo(new Slow(1_000));
    }

    @Test
    void silenceOrAnAppendOfFourSecondsRefuses() {
        assertThat(decide(3_999, 0, false)).isEqualTo(new Accepting());
        assertThat(cause(decide(4_000, 0, false))).isEqualTo(Cause.BROKER_AWAY);
        assertThat(cause(decide(0, 4_000, false))).isEqualTo(Cause.BROKER_AWAY);
    }

    @Test
    void aFullQueueRefuses() {
        assertThat(cause(decide(0, 0, true))).isEqualTo(Cause.QUEUE_FULL);
    }

    @Test
    void theDiskIsNamedBeforeTheBrokerThatItTookAlong() {
        JournalState state =
                JournalWatch.decide(
                        new JournalWatch.Signs(
                                Optional.of("full"), Optional.of("halted"), 9_000, 9_000, true));
        assertThat(cause(state)).isEqualTo(Cause.DISK_NEARLY_FULL);
    }

    @Test
    void aBrokerThatStoppedItselfIsSaid() {
        JournalState state =
                JournalWatch.decide(
                        new JournalWatch.Signs(
                                Optional.empty(), Optional.of("bad disk"), 0, 0, false));
        assertThat(cause(state)).isEqualTo(Cause.BROKER_AWAY);
        assertThat(((Refusing) state).reason()).contains("bad disk");
    }

    @Test
    void aFullDiskIsSeenWithinASecondAndClosedStaysClosed() {
        var usable = new AtomicLong(100);
        var watch =
                new JournalWatch(
                        new DiskGuard("/data", usable::get, 50),
                        new InFlight(1, 1, System::nanoTime),
                        (_, _) -> Future.succeededFuture(),
                        Optional.empty());
        watch.start();
        assertThat(watch.state()).isEqualTo(new Accepting());
        usable.set(10);
        Await.until("refusing", Duration.ofSeconds(5), () -> watch.state() instanceof Refusing);
        watch.close();
        assertThat(cause(watch.state())).isEqualTo(Cause.CLOSED);
    }

    @Test
    void aProbeThatNeverAnswersIsNotAskedTwice() {
        var asked = new AtomicLong();
        var watch =
                new JournalWatch(
                        DiskGuard.none(),
                        new InFlight(1, 1, System::nanoTime),
                        (_, _) -> {
                            asked.incrementAndGet();
                            return Promise.<Void>promise().future();
                        },
                        Optional.empty());
        watch.start();
        Await.until(
                "refusing after the silence",
                Duration.ofSeconds(20),
                () -> watch.state() instanceof Refusing no && no.cause() == Cause.BROKER_AWAY);
        watch.close();
        assertThat(asked).hasValue(1);
    }
}

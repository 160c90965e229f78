// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.record.SourceId;

class LedgerTest {
    @Test
    void nextIsTheEndOfTheFirstUnbrokenRun() {
        var ledger = new EpochLedger(1);
        assertThat(ledger.next()).isEqualTo(1);
        ledger.settled(1);
        ledger.settled(2);
        ledger.settled(4);
        assertThat(ledger.next()).isEqualTo(3);
        ledger.settled(3);
        assertThat(ledger.next()).isEqualTo(5);
    }

    @Test
    void onlyNumbersLeftOutBetweenFramesCountAsMissed() {
        var ledger = new EpochLedger(1);
        // after a restart of the gateway a device goes on in the middle: nothing is missed
        assertThat(ledger.met(5_000)).isZero();
        assertThat(ledger.met(5_001)).isZero();
        assertThat(ledger.met(5_004)).isEqualTo(2);
        assertThat(ledger.met(5_002)).isZero();
        assertThat(ledger.met(5_005)).isZero();
    }

    @Test
    void acknowledgementsNeverPassAFrameThatIsNotSettled() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var acknowledgements = new Acknowledgements();
            List<Long> came = new ArrayList<>();
            for (long seq = 1; seq <= 64; seq++) {
                if (random.nextInt(10) > 0) {
                    acknowledgements.came(seq);
                    came.add(seq);
                }
            }
            List<Long> open = new ArrayList<>(came);
            List<Long> order = new ArrayList<>(came);
            Collections.shuffle(order, random);
            long last = 0;
            for (long seq : order) {
                acknowledgements.settled(seq);
                open.remove(seq);
                long upTo = acknowledgements.advance();
                if (upTo > 0) {
                    assertThat(upTo).as("seed %d", seed).isGreaterThan(last);
                    last = upTo;
                }
                long lowestOpen = open.isEmpty() ? Long.MAX_VALUE : open.getFirst();
                assertThat(last).as("seed %d", seed).isLessThan(lowestOpen);
            }
            assertThat(last).as("seed %d", seed).isEqualTo(came.getLast());
            assertThat(acknowledgements.open()).isZero();
        }
    }

    @Test
    void theLatestEpochsOfASourceAreRemembered() {
        var ledgers = new Ledgers();
        var source = new SourceId("a");
        EpochLedger first = ledgers.of(source, 1);
        for (long epoch = 2; epoch <= Ledgers.MOST_EPOCHS; epoch++) {
            ledgers.of(source, epoch);
        }
        assertThat(ledgers.of(source, 1)).isSameAs(first);
        ledgers.of(source, 99);
        ledgers.of(source, 100);
        assertThat(ledgers.of(source, 1)).isSameAs(first);
        assertThat(ledgers.of(new SourceId("b"), 1)).isNotSameAs(first);
    }

    @Test
    void probesAreFrequentAtFirstAndLateEchoesAreUnknown() {
        var trips = new RoundTrips();
        long second = 1_000_000_000L;
        long now = second;
        assertThat(trips.due(now)).isEqualTo(1);
        assertThat(trips.due(now + second / 2)).isZero();
        assertThat(trips.echoed(1, now + 2_000_000)).isEqualTo(2_000);
        assertThat(trips.echoed(1, now + 3_000_000)).isEqualTo(-1);
        for (int probe = 2; probe <= 10; probe++) {
            now += second;
            assertThat(trips.due(now)).isEqualTo(probe);
        }
        assertThat(trips.due(now + 4 * second)).isZero();
        assertThat(trips.due(now + 5 * second)).isEqualTo(11);
        assertThat(trips.echoed(11, now + 11 * second)).isEqualTo(-1);
    }
}

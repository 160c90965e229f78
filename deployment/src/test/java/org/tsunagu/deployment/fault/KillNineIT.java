// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// kill -9 at random moments. The platform and the sender are processes of their own; the sender's
/// log says what was acknowledged.
class KillNineIT {
    private static final Logger LOG = LoggerFactory.getLogger(KillNineIT.class);

    /// One kill under load and one in the start after it.
    private static final int PAIRS = 11;

    private static final long LONGEST_LOAD_MILLIS = 4_000;
    private static final int FEW = 20;

    /// From the first row of a flush to a little after its commit.
    private static final long LONGEST_COMMIT_MILLIS = 100;

    /// The store writes a bed's waveforms each 11 to 15 s.
    private static final Duration FLUSH_WITHIN = Duration.ofSeconds(30);

    private final long seed = Long.getLong("tsunagu.seed", System.nanoTime() & 0xffff_ffffL);
    private final SplittableRandom random = new SplittableRandom(seed);

    /// How often each kind of moment was met.
    private int inStart;

    private int underLoad;
    private int inCommit;
    private int withDatabase;

    /// How long a start takes on this machine.
    private long startMillis;

    @Test
    void whatWasAcknowledgedIsThereOnceAfterTwentyKills(@TempDir Path folder)
            throws IOException, SQLException {
        LOG.info("seed {} (-Dtsunagu.seed)", seed);
        long begun = System.nanoTime();
        try (PlatformProcess platform = PlatformProcess.start(folder);
                Sender sender =
                        Sender.start(
                                platform.awaitReady(),
                                folder,
                                "sender",
                                List.of("K-1", "K-2", "K-3", "K-4"),
                                seed)) {
            startMillis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            sender.awaitMoreAcknowledged("before the first kill", FEW);
            for (int pair = 1; pair <= PAIRS; pair++) {
                LOG.info("pair {}, {} acknowledged", pair, sender.acknowledged().size());
                killUnderLoad(platform, sender, pair);
                killInStart(platform);
                platform.startAgain();
                platform.awaitReady();
            }
            try (Api api = new Api(platform.awaitReady())) {
                List<Sender.Acknowledged> log = sender.finish(Duration.ofSeconds(180));
                LOG.info(
                        "seed {}: {} kills in start, {} under load, {} of them in a commit of"
                                + " waveforms, {} with the database; {} frames acknowledged",
                        seed,
                        inStart,
                        underLoad,
                        inCommit,
                        withDatabase,
                        log.size());
                assertThat(inStart + underLoad).isGreaterThanOrEqualTo(20);
                assertThat(inCommit).isPositive();
                Agreement.check(log, api);
            }
            platform.stop();
        } catch (AssertionError wrong) {
            throw new AssertionError("seed " + seed, wrong);
        }
    }

    private void killInStart(PlatformProcess platform) {
        platform.startAgain();
        passes(random.nextLong(startMillis), platform::isReady);
        platform.kill();
        inStart++;
    }

    private void killUnderLoad(PlatformProcess platform, Sender sender, int pair)
            throws IOException, SQLException {
        sender.awaitMoreAcknowledged("before pair " + pair, FEW);
        if (pair % 3 == 1) {
            inCommit += StoreCommit.awaitUnderWay(platform.data(), FLUSH_WITHIN) ? 1 : 0;
            passes(random.nextLong(LONGEST_COMMIT_MILLIS), () -> false);
        } else {
            passes(random.nextLong(LONGEST_LOAD_MILLIS), () -> false);
        }
        Optional<ProcessHandle> database = Postmaster.of(platform.data());
        // every other time the whole machine, in either order
        boolean both = pair % 2 == 0 && database.isPresent();
        boolean databaseFirst = random.nextBoolean();
        if (both && databaseFirst) {
            database.get().destroyForcibly();
        }
        platform.kill();
        if (both && !databaseFirst) {
            database.get().destroyForcibly();
        }
        withDatabase += both ? 1 : 0;
        underLoad++;
    }

    /// The random moment itself: so long, or until the condition holds.
    private static void passes(long millis, BooleanSupplier orUntil) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() < end && !orUntil.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.stay;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.mllp.MllpAnswer;
import org.tsunagu.simulator.mllp.MllpClient;
import org.tsunagu.simulator.mllp.MllpOptions;
import org.tsunagu.simulator.mllp.Place;
import org.tsunagu.simulator.replay.ReplayException;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.ward.BedId;

/// Sends stays: each over one connection, each message answered before the stay's next one leaves,
/// as many stays at a time as there are connections.
public final class StayReplay {
    private static final long ANSWER_SECONDS = 60;
    private static final long CLOSE_SECONDS = 5;
    private static final int NOTE_EVERY = 200;

    private final StayReplayOptions options;
    private final Consumer<String> notes;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final StayTally tally = new StayTally();
    private final BlockingQueue<MllpClient> free;
    private final long beganNanos = System.nanoTime();

    private StayReplay(StayReplayOptions options, Consumer<String> notes) {
        this.options = options;
        this.notes = notes;
        free = new ArrayBlockingQueue<>(options.connections());
    }

    /// Sends them all and returns when everything is acknowledged or given up. An interrupt ends it
    /// early; the summary then covers what was sent.
    ///
    /// @param notes lines for the person at the command line
    /// @throws ReplayException when the files cannot be read, the options make no sense or the
    ///     platform is not there
    public static StayReplaySummary run(StayReplayOptions options, Consumer<String> notes)
            throws ReplayException {
        if (!Files.exists(options.path())) {
            throw ReplayException.usage("no such file or folder: " + options.path());
        }
        if (options.bed() != null && !Files.isRegularFile(options.path())) {
            throw ReplayException.usage(
                    "--bed is for a single stay; many lie in beds of their own");
        }
        return new StayReplay(options, notes).send();
    }

    private StayReplaySummary send() throws ReplayException {
        Vertx vertx = Vertx.vertx();
        List<MllpClient> clients = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var settings = MllpOptions.of(options.host(), options.port());
            for (int i = 0; i < options.connections(); i++) {
                clients.add(MllpClient.create(vertx, settings));
            }
            free.addAll(clients);
            StayFiles.read(
                    options.path(),
                    notes,
                    stay -> {
                        MllpClient client = free.take();
                        if (tally.isBroken()) {
                            free.add(client);
                            return;
                        }
                        senders.execute(() -> send(stay, client));
                    });
        } catch (IOException unreadable) {
            throw ReplayException.failed(
                    "cannot read " + options.path() + ": " + unreadable.getMessage(), unreadable);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            close(vertx);
        }
        StayReplaySummary summary = tally.summary(Duration.ofNanos(System.nanoTime() - beganNanos));
        if (summary.stays() == 0 && !tally.isBroken()) {
            throw ReplayException.usage(
                    "no stay in "
                            + options.path()
                            + ": a stay's file begins with "
                            + StayReader.HEADER);
        }
        if (summary.messagesAcknowledged() == 0 && tally.isBroken()) {
            throw ReplayException.failed(
                    summary.trouble() + "; is the platform running (./tsunagu up)?",
                    new IOException(summary.trouble()));
        }
        return summary;
    }

    /// One stay, on a thread of its own.
    private void send(ChallengeStay stay, MllpClient client) {
        try {
            Instant admitted = admitted(stay);
            Instant last = admitted.plus(stay.lastMinute(), ChronoUnit.MINUTES);
            tally.begins(stay, admitted, last);
            if (last.isAfter(Instant.now())) {
                // the platform does not believe dates in the future
                tally.refused(stay.id() + ": its last row would be at " + last + ", still to come");
                return;
            }
            boolean all = true;
            for (StayMessages.Message message :
                    StayMessages.of(stay, place(stay), admitted, options.codes())) {
                all &= send(message, client);
            }
            if (all && tally.completed() % NOTE_EVERY == 0) {
                notes.accept("  " + tally.completedSoFar() + " stays sent");
            }
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            tally.broken(String.valueOf(cause.getMessage()));
        } catch (TimeoutException late) {
            tally.broken("no answer within a minute");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            free.add(client);
        }
    }

    private boolean send(StayMessages.Message message, MllpClient client)
            throws InterruptedException, ExecutionException, TimeoutException {
        tally.sending(message.rows());
        String text = message.text(new DeviceTime(DeviceClock.nowMicros()));
        MllpAnswer answer =
                client.send(message.controlId(), text)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (answer.accepted()) {
            tally.acknowledged(message.rows());
        } else {
            tally.refused(message.controlId() + ": " + answer.code() + " " + answer.text());
        }
        return answer.accepted();
    }

    private Instant admitted(ChallengeStay stay) {
        Instant given = options.admitted();
        return given != null ? given : now.minus(stay.lastMinute(), ChronoUnit.MINUTES);
    }

    private Place place(ChallengeStay stay) {
        BedId bed = options.bed();
        if (bed == null) {
            return new Place(stay.unit(), "", stay.unit() + "-" + stay.id(), "");
        }
        Place place = Place.of(bed);
        return new Place(stay.unit(), place.room(), place.bed(), place.facility());
    }

    private static void close(Vertx vertx) {
        try {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unclean) {
            // the connections end with the process
            return;
        }
    }
}

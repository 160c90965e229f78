// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.mllp.MllpAnswer;
import org.tsunagu.simulator.mllp.MllpClient;
import org.tsunagu.simulator.mllp.Observations;
import org.tsunagu.simulator.mllp.Place;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.ward.BedId;

/// Sends numerics by HL7 v2 over MLLP, one message per row of the recording, each answered before
/// the next. MSH-10 and everything after MSH are the same for the same command; MSH-7 is the
/// device's clock at sending, because clocks are fitted on it.
final class MllpSender implements Sender {
    private static final long ANSWER_SECONDS = 60;
    private static final long CLOSE_SECONDS = 5;
    private static final int CONTROL_ID_DIGITS = 12;

    private final MllpClient client;
    private final Tally tally;
    private final Identity identity;
    private final BedId bed;
    private final DeviceClock clock;

    MllpSender(MllpClient client, Tally tally, Identity identity, BedId bed, DeviceClock clock) {
        this.client = client;
        this.tally = tally;
        this.identity = identity;
        this.bed = bed;
        this.clock = clock;
    }

    @Override
    public void start() {
        // The first message connects.
    }

    @Override
    public void send(long sequence, PlannedFrame frame)
            throws ReplayException, InterruptedException {
        if (frame.content().numerics().isEmpty()) {
            return;
        }
        String controlId = identity.hash().substring(0, CONTROL_ID_DIGITS) + "-" + sequence;
        DeviceTime at = frame.content().numerics().getFirst().at();
        var message =
                new Observations(
                        identity.source().value(),
                        controlId,
                        clock.at(DeviceClock.nowMicros()),
                        Place.of(bed),
                        null,
                        at,
                        at,
                        frame.content().numerics());
        tally.sending(sequence, frame);
        try {
            MllpAnswer answer =
                    client.send(controlId, message.text())
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (answer.accepted()) {
                tally.acknowledged(sequence);
            } else {
                tally.refused(sequence, answer.code() + " " + answer.text());
            }
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw ReplayException.failed(
                    cause.getMessage() + "; is the platform running (./tsunagu up)?", cause);
        } catch (TimeoutException late) {
            throw ReplayException.failed("no answer within a minute", late);
        }
    }

    @Override
    public void finish() {
        // Each message was answered before the next.
    }

    @Override
    public void close() {
        try {
            client.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unclean) {
            // The connection ends with the process.
            return;
        }
    }
}

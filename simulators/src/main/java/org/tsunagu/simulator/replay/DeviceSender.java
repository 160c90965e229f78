// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tsunagu.simulator.device.DeviceStreamClient;

/// Sends by the device stream.
final class DeviceSender implements Sender {
    private static final long CONNECT_SECONDS = 20;
    private static final long HAND_OVER_SECONDS = 120;
    private static final long FINISH_SECONDS = 60;
    private static final long CLOSE_SECONDS = 5;

    private final DeviceStreamClient client;
    private final Tally tally;

    DeviceSender(DeviceStreamClient client, Tally tally) {
        this.client = client;
        this.tally = tally;
    }

    @Override
    public void start() throws ReplayException, InterruptedException {
        await(client.start(), CONNECT_SECONDS, "the platform did not answer the hello");
    }

    @Override
    public void send(long sequence, PlannedFrame frame)
            throws ReplayException, InterruptedException {
        tally.sending(sequence, frame);
        long left =
                await(
                        client.send(frame.content()),
                        HAND_OVER_SECONDS,
                        "the platform has taken no frame for two minutes");
        if (left == 0) {
            tally.lost(sequence);
        }
    }

    @Override
    public void finish() throws InterruptedException {
        try {
            await(client.drained(), FINISH_SECONDS, "not everything was acknowledged in a minute");
        } catch (ReplayException unfinished) {
            tally.trouble(String.valueOf(unfinished.getMessage()));
        }
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

    private static <T> T await(Future<T> future, long seconds, String late)
            throws ReplayException, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw ReplayException.failed(String.valueOf(cause.getMessage()), cause);
        } catch (TimeoutException tooLate) {
            throw ReplayException.failed(late, tooLate);
        }
    }
}

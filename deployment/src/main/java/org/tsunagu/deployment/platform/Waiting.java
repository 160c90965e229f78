// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.platform;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for asynchronous steps while starting and stopping, where there is nothing else to do.
final class Waiting {
    private static final long PATIENCE_SECONDS = 60;

    private Waiting() {}

    static <T> T forResult(Future<T> step, String what) {
        try {
            return step.toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while waiting for " + what, stopped);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new PlatformException(what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            throw new PlatformException(what + " took more than " + PATIENCE_SECONDS + " s", late);
        }
    }
}

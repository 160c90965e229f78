// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Where questions that block are answered: virtual threads, a bounded number at a time.
public final class BlockingDesk implements AutoCloseable {
    /// Questions at a time; beyond it the answer is 503 `busy` (policy: Refuse).
    public static final int MOST_AT_A_TIME = 64;

    private final Vertx vertx;
    private final Semaphore room = new Semaphore(MOST_AT_A_TIME);
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("tsunagu-question-", 0).factory());

    public BlockingDesk(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Runs `question` on a virtual thread.
    ///
    /// @return completes on the caller's context; fails with what the question threw
    public <T> Future<T> ask(Callable<T> question) {
        if (!room.tryAcquire()) {
            return Future.failedFuture(new Refusal(Problem.busy()));
        }
        Context context = vertx.getOrCreateContext();
        Promise<T> answer = Promise.promise();
        threads.execute(
                () -> {
                    Future<T> outcome = run(question);
                    room.release();
                    context.runOnContext(_ -> outcome.onComplete(answer));
                });
        return answer.future();
    }

    private static <T> Future<T> run(Callable<T> question) {
        try {
            return Future.succeededFuture(question.call());
        } catch (Exception failure) {
            return Future.failedFuture(failure);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.tsunagu.deployment.platform.PlatformException;
import org.tsunagu.simulator.media.Signalling;

/// A Janus server that runs on this machine already, by its VideoRoom plugin.
final class JanusProcess implements BridgeUnderTest {
    /// Its API is asked and waited for.
    private static final Executor WAITING = task -> Thread.ofVirtual().name("janus").start(task);

    private final URI base;
    private final long pid;
    private @Nullable JanusVideoRoom room;

    private JanusProcess(URI base, long pid) {
        this.base = base;
        this.pid = pid;
    }

    /// @param base of its HTTP API, for example `http://127.0.0.1:8088/janus`
    /// @param pid of the process that listens there
    static JanusProcess at(URI base, long pid) {
        return new JanusProcess(base, pid);
    }

    @Override
    public String name() {
        return "Janus";
    }

    /// Its candidates leave the loopback interface out.
    @Override
    public InetAddress clientAddress() {
        return OwnAddress.outer();
    }

    @Override
    public Signalling publishing() {
        return (Signalling.Offering) offer -> later(() -> fresh().publish(offer));
    }

    @Override
    public Signalling viewing() {
        CompletableFuture<JanusVideoRoom.Subscription> asked = later(() -> room().subscribe());
        return new Signalling.Answering() {
            @Override
            public CompletionStage<String> offer() {
                return asked.thenApply(JanusVideoRoom.Subscription::offer);
            }

            @Override
            public CompletionStage<Void> answer(String answer) {
                return asked.thenCompose(
                        one ->
                                later(
                                        () -> {
                                            one.answer(answer);
                                            return null;
                                        }));
            }
        };
    }

    private synchronized JanusVideoRoom fresh() throws IOException, InterruptedException {
        leave();
        JanusVideoRoom opened = JanusVideoRoom.open(base);
        room = opened;
        return opened;
    }

    private synchronized JanusVideoRoom room() {
        JanusVideoRoom open = room;
        if (open == null) {
            throw new IllegalStateException("nothing is published");
        }
        return open;
    }

    private void leave() throws IOException, InterruptedException {
        JanusVideoRoom open = room;
        room = null;
        if (open != null) {
            open.leave();
        }
    }

    private static <T extends @Nullable Object> CompletableFuture<T> later(Callable<T> step) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return step.call();
                    } catch (IOException trouble) {
                        throw new PlatformException(
                                "bench video: " + trouble.getMessage(), trouble);
                    } catch (Exception trouble) { // a step is interrupted only when the bench ends
                        throw new IllegalStateException(trouble);
                    }
                },
                WAITING);
    }

    @Override
    public ProcessCost cost() {
        return ProcessCost.of(pid);
    }

    @Override
    public synchronized void close() {
        try {
            leave();
        } catch (IOException gone) {
            throw new PlatformException("bench video: Janus went away", gone);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}

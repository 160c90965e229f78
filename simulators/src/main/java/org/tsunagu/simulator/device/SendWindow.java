// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// Which frames wait, which are on their way, and which may leave now. Pure; held by one thread.
///
/// A frame is *waiting*, then *in flight*, then gone by acknowledgement or refusal; a broken
/// connection puts what is in flight back in front of what waits.
final class SendWindow {
    /// A frame with its number.
    static final class Outgoing {
        final long sequence;
        final EncodedFrame frame;
        boolean sentBefore;

        Outgoing(long sequence, EncodedFrame frame) {
            this.sequence = sequence;
            this.frame = frame;
        }
    }

    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();
    private final ArrayDeque<Outgoing> inFlight = new ArrayDeque<>();
    private final int bufferFrames;
    private final double loss;
    private final RandomGenerator random;
    private final DeliveryListener listener;
    private long nextSequence = 1;
    private long window;
    private long acknowledged;
    private long refused;
    private long lost;

    SendWindow(int bufferFrames, LinkFaults faults, DeliveryListener listener) {
        this.bufferFrames = bufferFrames;
        this.loss = faults.loss();
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(faults.seed());
        this.listener = listener;
    }

    boolean isFull() {
        return waiting.size() >= bufferFrames;
    }

    /// Numbers a frame and lets it wait; null when it is one of those that get lost.
    @Nullable Outgoing add(EncodedFrame frame) {
        var outgoing = new Outgoing(nextSequence++, frame);
        if (loss > 0 && random.nextDouble() < loss) {
            lost++;
            return null;
        }
        waiting.addLast(outgoing);
        return outgoing;
    }

    /// The connection is gone: nothing is in flight any more.
    void disconnected() {
        window = 0;
        while (!inFlight.isEmpty()) {
            waiting.addFirst(inFlight.removeLast());
        }
    }

    /// The gateway keeps everything below `next` and takes `frames` unacknowledged ones.
    void welcomed(long next, long frames) {
        window = frames;
        while (!waiting.isEmpty()
                && waiting.getFirst().sentBefore
                && waiting.getFirst().sequence < next) {
            settle(waiting.removeFirst());
        }
    }

    /// The next frame that may leave, now in flight; null when none may.
    @Nullable Outgoing next() {
        if (inFlight.size() >= window || waiting.isEmpty()) {
            return null;
        }
        Outgoing outgoing = waiting.removeFirst();
        inFlight.addLast(outgoing);
        return outgoing;
    }

    void acknowledged(long upTo) {
        while (!inFlight.isEmpty() && inFlight.getFirst().sequence <= upTo) {
            settle(inFlight.removeFirst());
        }
    }

    void refused(long sequence, String text) {
        for (Iterator<Outgoing> all = inFlight.iterator(); all.hasNext(); ) {
            if (all.next().sequence == sequence) {
                all.remove();
                refused++;
                listener.refused(sequence, text);
                return;
            }
        }
    }

    private void settle(Outgoing outgoing) {
        acknowledged++;
        listener.acknowledged(outgoing.sequence);
    }

    int unsettled() {
        return waiting.size() + inFlight.size();
    }

    long acknowledgedCount() {
        return acknowledged;
    }

    long refusedCount() {
        return refused;
    }

    long lostCount() {
        return lost;
    }
}

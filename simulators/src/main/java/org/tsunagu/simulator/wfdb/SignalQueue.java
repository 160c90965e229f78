// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.util.Arrays;
import org.tsunagu.telemetry.signal.Samples;

/// Samples of one signal that were read from its file and not yet handed out: what aligns skewed
/// signals. Sums what was stored, for the checksum.
final class SignalQueue {
    private final WfdbSignal signal;
    private long stillToSkip;
    private int[] samples = new int[0];
    private int from;
    private int to;
    private int sum;

    SignalQueue(WfdbSignal signal) {
        this.signal = signal;
        this.stillToSkip = (long) signal.skewFrames() * signal.samplesPerFrame();
    }

    /// Takes `count` stored samples.
    void append(int[] stored, int count) {
        for (int i = 0; i < count; i++) {
            sum += stored[i];
        }
        int skipped = (int) Math.min(stillToSkip, count);
        stillToSkip -= skipped;
        int kept = count - skipped;
        if (to + kept > samples.length) {
            int waiting = to - from;
            int[] grown = new int[Math.max(waiting + kept, 2 * waiting)];
            System.arraycopy(samples, from, grown, 0, waiting);
            samples = grown;
            from = 0;
            to = waiting;
        }
        System.arraycopy(stored, skipped, samples, to, kept);
        to += kept;
    }

    int frames() {
        return (to - from) / signal.samplesPerFrame();
    }

    /// Hands out `frames` frames, filled up with [WfdbSignal#NOT_STORED].
    SignalRun take(int frames) {
        int count = frames * signal.samplesPerFrame();
        int present = Math.min(count, to - from);
        Samples taken;
        if (present == count) {
            taken = Samples.of(samples, from, count);
        } else {
            int[] filled = Arrays.copyOfRange(samples, from, from + count);
            Arrays.fill(filled, present, count, WfdbSignal.NOT_STORED);
            taken = Samples.of(filled);
        }
        from += present;
        return new SignalRun(signal, taken);
    }

    /// The sum of all stored samples so far, modulo 65,536, as a signed number.
    short checksum() {
        return (short) sum;
    }

    WfdbSignal signal() {
        return signal;
    }
}

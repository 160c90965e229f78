// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import java.util.concurrent.atomic.LongAdder;

/// What the rooms did, for metrics. Any thread may read.
public final class RoomCounters {
    final LongAdder strokes = new LongAdder();
    final LongAdder unkept = new LongAdder();
    final LongAdder droppedPointers = new LongAdder();
    final LongAdder slowClosed = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder faults = new LongAdder();
    volatile int people;

    /// Strokes the journal has.
    public long strokes() {
        return strokes.sum();
    }

    /// Reports of strokes the journal did not take.
    public long unkept() {
        return unkept.sum();
    }

    /// Pieces of pointers left out for slow viewers (`OldestPointer`).
    public long droppedPointers() {
        return droppedPointers.sum();
    }

    /// Connections closed because they took nothing.
    public long slowClosed() {
        return slowClosed.sum();
    }

    /// Messages that were refused.
    public long refused() {
        return refused.sum();
    }

    /// Connections ended because serving them failed: none, unless something is wrong in here.
    public long faults() {
        return faults.sum();
    }

    /// Connections in all rooms.
    public int people() {
        return people;
    }
}

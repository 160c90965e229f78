// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import java.util.concurrent.atomic.LongAdder;

/// What the hub did, for metrics. Any thread may read.
public final class LiveCounters {
    final LongAdder records = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder undecodable = new LongAdder();
    final LongAdder delivered = new LongAdder();
    final LongAdder deliveredBytes = new LongAdder();
    final LongAdder merged = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder refusedMessages = new LongAdder();
    final LongAdder faults = new LongAdder();
    volatile int clients;
    volatile long ringBytes;
    volatile int beds;

    /// Records taken from the journal.
    public long records() {
        return records.sum();
    }

    /// Records known already, taken no second time.
    public long duplicates() {
        return duplicates.sum();
    }

    /// Records this version cannot read.
    public long undecodable() {
        return undecodable.sum();
    }

    /// Items handed to sockets.
    public long delivered() {
        return delivered.sum();
    }

    public long deliveredBytes() {
        return deliveredBytes.sum();
    }

    /// Board summaries replaced by a newer one before they left (`LatestNumeric`).
    public long merged() {
        return merged.sum();
    }

    /// Records left out for slow clients (`OldestWaveformWithGapMark`).
    public long dropped() {
        return dropped.sum();
    }

    /// Messages of pages that were not understood.
    public long refusedMessages() {
        return refusedMessages.sum();
    }

    /// Connections ended because serving them failed: none, unless something is wrong in here.
    public long faults() {
        return faults.sum();
    }

    public int clients() {
        return clients;
    }

    public long ringBytes() {
        return ringBytes;
    }

    public int beds() {
        return beds;
    }
}

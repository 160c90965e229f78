// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.ward.BedId;

/// What waits for one client. Pure, one thread. Two drop policies, both counted and told:
///
/// - `LatestNumeric`: of a bed on the board only the newest summary waits.
/// - `OldestWaveformWithGapMark`: of a bed page's records the oldest go first, and a mark says how
///     many.
final class Outbound {
    /// Bytes of records that may wait for one client.
    static final int LIMIT_BYTES = 8 << 20;

    /// Bytes after which a message is closed and sent.
    static final int MESSAGE_BYTES = 128 * 1024;

    private record Item(@Nullable BedId record, Buffer bytes) {}

    private final Deque<Item> items = new ArrayDeque<>();
    private final Set<BedId> changedBeds = new LinkedHashSet<>();
    private final Set<PatientNews> patientNews = new LinkedHashSet<>();
    private final Map<BedId, Long> dropped = new LinkedHashMap<>();
    private @Nullable Buffer heartbeat;
    private int recordBytes;
    private long mergedSinceTold;
    private long droppedInAll;
    private long mergedInAll;
    private long delivered;

    /// Gives the newest summary of a bed as an item.
    interface Summaries {
        @Nullable Buffer newest(BedId bed);

        /// What a patient's news is now.
        default @Nullable Buffer newest(PatientNews news) {
            return null;
        }
    }

    /// Something that is never left out: answers, snapshots.
    void control(Buffer item) {
        items.addLast(new Item(null, item));
    }

    /// A journal record of a subscribed bed.
    void record(BedId bed, Buffer item) {
        items.addLast(new Item(bed, item));
        recordBytes += item.length();
        if (recordBytes > LIMIT_BYTES) {
            dropOldestRecord();
        }
    }

    /// A bed of the board shows something else.
    ///
    /// @param times how often it changed; all but the newest state are merged away
    /// @param slow whether the client could not take the last one; then it is told of the merge
    void changed(BedId bed, int times, boolean slow) {
        int merged = changedBeds.add(bed) ? times - 1 : times;
        mergedInAll += merged;
        if (slow) {
            mergedSinceTold += merged;
        }
    }

    /// A patient's severity or results are others; of each only the newest waits.
    void changed(PatientNews news) {
        patientNews.add(news);
    }

    /// A snapshot of the board goes out: older changes are in it.
    void forgetChanges() {
        changedBeds.clear();
        patientNews.removeIf(news -> news.kind() == PatientNews.Kind.BOARD_SEVERITY);
    }

    /// Only the newest heartbeat waits; it goes behind everything it speaks of.
    void heartbeat(Buffer item) {
        heartbeat = item;
    }

    /// Takes back what was waiting for a bed whose subscription ended.
    void forget(BedId bed) {
        items.removeIf(
                item -> {
                    boolean its = bed.equals(item.record());
                    if (its) {
                        recordBytes -= item.bytes().length();
                    }
                    return its;
                });
        dropped.remove(bed);
        patientNews.removeIf(
                news -> news.kind() != PatientNews.Kind.BOARD_SEVERITY && news.bed().equals(bed));
    }

    boolean isEmpty() {
        return items.isEmpty()
                && changedBeds.isEmpty()
                && patientNews.isEmpty()
                && heartbeat == null
                && dropped.isEmpty();
    }

    /// The next message, null when nothing waits.
    @Nullable Buffer next(Summaries summaries) {
        if (isEmpty()) {
            return null;
        }
        Buffer message = Buffer.buffer();
        marks(message);
        while (!items.isEmpty() && message.length() < MESSAGE_BYTES) {
            Item item = items.removeFirst();
            if (item.record() != null) {
                recordBytes -= item.bytes().length();
            }
            message.appendBuffer(item.bytes());
            delivered++;
        }
        if (items.isEmpty()) {
            newest(changedBeds, summaries::newest, message);
        }
        if (items.isEmpty() && changedBeds.isEmpty()) {
            newest(patientNews, summaries::newest, message);
        }
        Buffer beat = heartbeat;
        if (beat != null && items.isEmpty() && changedBeds.isEmpty() && patientNews.isEmpty()) {
            message.appendBuffer(beat);
            heartbeat = null;
        }
        return message;
    }

    private <T> void newest(Set<T> changed, Function<T, @Nullable Buffer> newest, Buffer message) {
        var each = changed.iterator();
        while (each.hasNext() && message.length() < MESSAGE_BYTES) {
            Buffer item = newest.apply(each.next());
            each.remove();
            if (item != null) {
                message.appendBuffer(item);
                delivered++;
            }
        }
    }

    long droppedInAll() {
        return droppedInAll;
    }

    long mergedInAll() {
        return mergedInAll;
    }

    /// Items given to the socket.
    long delivered() {
        return delivered;
    }

    private void marks(Buffer message) {
        dropped.forEach(
                (bed, records) ->
                        message.appendBuffer(
                                LiveWire.dropped(records, "oldest-waveform-with-gap-mark", bed)));
        dropped.clear();
        if (mergedSinceTold > 0) {
            message.appendBuffer(LiveWire.dropped(mergedSinceTold, "latest-numeric", null));
            mergedSinceTold = 0;
        }
    }

    private void dropOldestRecord() {
        var waiting = items.iterator();
        while (recordBytes > LIMIT_BYTES && waiting.hasNext()) {
            Item item = waiting.next();
            BedId bed = item.record();
            if (bed != null) {
                waiting.remove();
                recordBytes -= item.bytes().length();
                dropped.merge(bed, 1L, Long::sum);
                droppedInAll++;
            }
        }
    }
}

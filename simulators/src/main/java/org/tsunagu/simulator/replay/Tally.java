// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.tsunagu.simulator.device.BedContent;
import org.tsunagu.simulator.device.DeliveryListener;

/// Counts what was sent and what became of it. Filled by the replay's thread and by the client's
/// event loop; every method holds the lock.
final class Tally implements DeliveryListener {
    private final Map<Long, PlannedFrame> underWay = new HashMap<>();
    private long samplesSent;
    private long samplesAcknowledged;
    private long valuesSent;
    private long valuesAcknowledged;
    private long framesSent;
    private long framesAcknowledged;
    private long framesRefused;
    private long framesLost;
    private String trouble = "";

    /// Before the frame is handed over, so that no acknowledgement can come first.
    synchronized void sending(long sequence, PlannedFrame frame) {
        underWay.put(sequence, withoutContent(frame));
        samplesSent += frame.samples();
        valuesSent += frame.values();
        framesSent++;
    }

    /// The frame was left out on purpose.
    synchronized void lost(long sequence) {
        PlannedFrame frame = underWay.remove(sequence);
        if (frame != null) {
            samplesSent -= frame.samples();
            valuesSent -= frame.values();
            framesSent--;
            framesLost++;
        }
    }

    @Override
    public synchronized void acknowledged(long sequence) {
        PlannedFrame frame = underWay.remove(sequence);
        if (frame != null) {
            samplesAcknowledged += frame.samples();
            valuesAcknowledged += frame.values();
            framesAcknowledged++;
        }
    }

    @Override
    public synchronized void refused(long sequence, String text) {
        if (underWay.remove(sequence) != null) {
            framesRefused++;
            trouble(text);
        }
    }

    synchronized void trouble(String text) {
        if (trouble.isEmpty()) {
            trouble = text;
        }
    }

    synchronized ReplaySummary summary(long fromMicros, long toMicros) {
        return new ReplaySummary(
                samplesSent,
                samplesAcknowledged,
                valuesSent,
                valuesAcknowledged,
                framesSent,
                framesAcknowledged,
                framesRefused,
                framesLost,
                instant(fromMicros),
                instant(toMicros),
                trouble);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static PlannedFrame withoutContent(PlannedFrame frame) {
        return new PlannedFrame(
                BedContent.nothing(frame.content().bed()),
                frame.dueMicros(),
                frame.samples(),
                frame.values());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

/// What a receiver report says of one stream (RFC 3550, section 6.4.1, appendices A.1, A.3, A.8).
/// Retransmitted packets are not told here. One thread, time is told.
public final class ReceptionFigures {
    private static final int LONGEST_JUMP = LossWatch.LONGEST_JUMP;
    private static final int MOST_CUMULATIVE = 0x7F_FFFF;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double JITTER_GAIN = 16;

    /// More than this is a step of the timestamps, not the way.
    private static final long LONGEST_DIFFERENCE_SECONDS = 10;

    private final int clockRate;
    private boolean started;
    private int highest;
    private long cycles;
    private long base;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private long lastTransit;
    private double jitter;

    /// @param clockRate ticks of the RTP clock in a second
    public ReceptionFigures(int clockRate) {
        this.clockRate = clockRate;
    }

    /// Takes one packet as it came.
    public void onPacket(int sequence, long rtpTimestamp, long nowNanos) {
        int ahead = started ? Serial.distance(highest, sequence) : 0;
        if (!started || ahead > LONGEST_JUMP || ahead < -LONGEST_JUMP) {
            begin(sequence);
            lastTransit = transit(rtpTimestamp, nowNanos);
        } else if (ahead > 0) {
            cycles += sequence < highest ? 1 << 16 : 0;
            highest = sequence;
        }
        received++;
        long transit = transit(rtpTimestamp, nowNanos);
        long difference = Math.abs((long) (int) (transit - lastTransit));
        lastTransit = transit;
        if (difference < LONGEST_DIFFERENCE_SECONDS * clockRate) {
            jitter += (difference - jitter) / JITTER_GAIN;
        }
    }

    private void begin(int sequence) {
        started = true;
        highest = sequence;
        cycles = 0;
        base = sequence;
        received = 0;
        expectedBefore = 0;
        receivedBefore = 0;
    }

    private long transit(long rtpTimestamp, long nowNanos) {
        return (int) ((long) (nowNanos / NANOS_A_SECOND * clockRate) - rtpTimestamp);
    }

    public boolean hasStarted() {
        return started;
    }

    /// Highest sequence number with the count of its wraps before it, 32 bits.
    public int extendedHighest() {
        return (int) (cycles + highest);
    }

    /// Packets missing since the beginning, within 24 bits with sign; duplicates make it smaller.
    public int cumulativeLost() {
        return Math.clamp(expected() - received, -MOST_CUMULATIVE, MOST_CUMULATIVE);
    }

    /// What was lost since this was asked the last time, in parts of 256.
    public int takeFractionLost() {
        long expectedNow = expected() - expectedBefore;
        long lost = expectedNow - (received - receivedBefore);
        expectedBefore = expected();
        receivedBefore = received;
        return expectedNow <= 0 || lost <= 0 ? 0 : (int) Math.min(255, (lost << 8) / expectedNow);
    }

    private long expected() {
        return started ? cycles + highest - base + 1 : 0;
    }

    /// In ticks of the RTP clock.
    public long jitter() {
        return (long) jitter;
    }
}

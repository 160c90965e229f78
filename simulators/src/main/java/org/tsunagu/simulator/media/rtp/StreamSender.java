// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

import java.util.concurrent.ThreadLocalRandom;
import org.tsunagu.simulator.media.sdp.Extension;
import org.tsunagu.simulator.media.sdp.StreamNumbers;

/// One stream as its sender has it: numbers its packets, writes header extensions, keeps what it
/// sent and sends it again. One thread.
public final class StreamSender implements PayloadFormat.Parts {
    /// A packet with everything fits through every tunnel.
    static final int LARGEST = 1_280;

    private static final int MOST_PAYLOAD = 1_160;

    /// A payload with less bytes carries no stamp: parameter sets, whose bytes mean something.
    public static final int LEAST_STAMPED = 32;

    /// The stamp: [System#nanoTime] of the sending, in the last bytes of a payload.
    public static final int STAMP_BYTES = 8;

    private static final int SEND_TIME_BYTES = 3;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final StreamNumbers numbers;
    private final PayloadFormat format;
    private final Outlet outlet;
    private final int ssrc;
    private final boolean withRtx;
    private final SentPackets kept = new SentPackets();
    private final byte[] buffer = new byte[LARGEST + 64];
    private int sequence = ThreadLocalRandom.current().nextInt(1, 0x7FFF);
    private int rtxSequence = ThreadLocalRandom.current().nextInt(1, 0x7FFF);
    private int transportSequence;
    private long timestamp;
    private long captured;
    private boolean stamped;
    private boolean first;
    private long packets;
    private long payloadBytes;
    private long repeated;

    /// Where packets go.
    public interface Outlet {
        /// Secures the packet at the beginning of the buffer; its length now.
        int protect(byte[] buffer, int length);

        /// Sends what is secured.
        void transmit(byte[] buffer, int length);
    }

    public StreamSender(StreamNumbers numbers, int ssrc, PayloadFormat format, Outlet outlet) {
        this.numbers = numbers;
        this.ssrc = ssrc;
        this.format = format;
        this.outlet = outlet;
        this.withRtx = numbers.rtxPayloadType() != StreamNumbers.NO_RTX;
    }

    /// Sends a frame.
    ///
    /// @param rtpTimestamp of it, 32 bits count
    /// @param capturedNtp NTP time (UQ32.32), for abs-capture-time
    /// @param withStamps whether the last bytes of each payload are overwritten by the time of its
    ///     sending; only for frames nobody decodes
    public void send(byte[] frame, long rtpTimestamp, long capturedNtp, boolean withStamps) {
        timestamp = rtpTimestamp;
        captured = capturedNtp;
        stamped = withStamps;
        first = true;
        format.split(frame, MOST_PAYLOAD, this);
    }

    @Override
    public void part(
            byte[] head, int headLength, byte[] frame, int from, int length, boolean last) {
        int at = header(last);
        System.arraycopy(head, 0, buffer, at, headLength);
        System.arraycopy(frame, from, buffer, at + headLength, length);
        int end = at + headLength + length;
        if (stamped && headLength + length >= LEAST_STAMPED) {
            long now = System.nanoTime();
            RtpHeader.put32(buffer, end - STAMP_BYTES, (int) (now >>> 32));
            RtpHeader.put32(buffer, end - STAMP_BYTES + 4, (int) now);
        }
        packets++;
        payloadBytes += headLength + length;
        if (withRtx) {
            kept.keep(sequence, buffer, end);
        }
        int secured = outlet.protect(buffer, end);
        if (secured > 0) {
            if (!withRtx) {
                kept.keep(sequence, buffer, secured);
            }
            outlet.transmit(buffer, secured);
        }
        sequence = (sequence + 1) & 0xFFFF;
        first = false;
    }

    /// Writes the header, with its extensions; where the payload begins.
    private int header(boolean last) {
        buffer[0] = (byte) 0x80;
        buffer[1] = (byte) (numbers.payloadType() | (last ? 0x80 : 0));
        RtpHeader.put16(buffer, 2, sequence);
        RtpHeader.put32(buffer, 4, (int) timestamp);
        RtpHeader.put32(buffer, 8, ssrc);
        int block = RtpHeader.FIXED_BYTES;
        int at = transportElements(block + 4);
        int captureId = numbers.id(Extension.ABS_CAPTURE_TIME);
        if (first && captureId > 0) {
            buffer[at++] = (byte) (captureId << 4 | (Long.BYTES - 1));
            RtpHeader.put32(buffer, at, (int) (captured >>> 32));
            RtpHeader.put32(buffer, at + 4, (int) captured);
            at += Long.BYTES;
        }
        if (at == block + 4) {
            return block;
        }
        while ((at - block) % 4 != 0) {
            buffer[at++] = 0;
        }
        buffer[0] |= 0x10;
        RtpHeader.put16(buffer, block, RtpHeader.ONE_BYTE_PROFILE);
        RtpHeader.put16(buffer, block + 2, (at - block - 4) / 4);
        return at;
    }

    /// What is written anew when a packet is sent again; always first.
    private int transportElements(int from) {
        int at = from;
        int sendTimeId = numbers.id(Extension.ABS_SEND_TIME);
        if (sendTimeId > 0) {
            buffer[at++] = (byte) (sendTimeId << 4 | (SEND_TIME_BYTES - 1));
            long now = System.nanoTime();
            long seconds = now / SECOND_NANOS;
            int time = (int) (seconds << 18 | ((now % SECOND_NANOS) << 18) / SECOND_NANOS);
            buffer[at] = (byte) (time >> 16);
            RtpHeader.put16(buffer, at + 1, time);
            at += SEND_TIME_BYTES;
        }
        int transportId = numbers.id(Extension.TRANSPORT_CC);
        if (transportId > 0) {
            buffer[at++] = (byte) (transportId << 4 | 1);
            RtpHeader.put16(buffer, at, transportSequence++);
            at += 2;
        }
        return at;
    }

    /// Sends a packet again, where it is kept: on the stream of retransmissions (RFC 4588), or as
    /// the bytes it was where there is none.
    public void again(int missing) {
        byte[] packet = kept.find(missing);
        if (packet == null) {
            return;
        }
        repeated++;
        int length = kept.length(missing);
        if (!withRtx) {
            outlet.transmit(packet, length);
            return;
        }
        int header = RtpHeader.length(packet, length);
        System.arraycopy(packet, 0, buffer, 0, header);
        RtpHeader.put16(buffer, header, missing);
        System.arraycopy(packet, header, buffer, header + 2, length - header);
        buffer[1] = (byte) ((packet[1] & 0x80) | numbers.rtxPayloadType());
        RtpHeader.put16(buffer, 2, rtxSequence);
        RtpHeader.put32(buffer, 8, ssrc + 1);
        rtxSequence = (rtxSequence + 1) & 0xFFFF;
        if ((buffer[0] & 0x10) != 0) {
            transportElements(RtpHeader.FIXED_BYTES + 4);
        }
        int secured = outlet.protect(buffer, length + 2);
        if (secured > 0) {
            outlet.transmit(buffer, secured);
        }
    }

    public int ssrc() {
        return ssrc;
    }

    /// Packets sent for the first time.
    public long packets() {
        return packets;
    }

    /// Bytes of payload of them.
    public long payloadBytes() {
        return payloadBytes;
    }

    /// Packets sent again.
    public long repeated() {
        return repeated;
    }
}

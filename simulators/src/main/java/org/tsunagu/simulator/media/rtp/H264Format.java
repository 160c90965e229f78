// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

/// H.264 in packetization mode 1 (RFC 6184): units that fit go as they are, larger ones in parts
/// (FU-A, section 5.8). Frames are given as Annex B writes them, with start codes.
public final class H264Format implements PayloadFormat {
    private static final int FU_A = 28;
    private static final int FU_HEAD_BYTES = 2;
    private static final int STARTS = 0x80;
    private static final int ENDS = 0x40;
    private static final byte[] NOTHING = new byte[0];

    private final byte[] head = new byte[FU_HEAD_BYTES];

    @Override
    public void split(byte[] frame, int most, Parts parts) {
        int from = AnnexB.unitAt(frame, 0);
        while (from < frame.length) {
            int next = AnnexB.startCodeAt(frame, from);
            int length = AnnexB.trimmed(frame, from, next) - from;
            boolean last = next >= frame.length;
            if (length <= most) {
                parts.part(NOTHING, 0, frame, from, length, last);
            } else {
                fragments(frame, from, length, most, last, parts);
            }
            from = AnnexB.unitAt(frame, next);
        }
    }

    private void fragments(
            byte[] frame, int unit, int length, int most, boolean last, Parts parts) {
        int room = most - FU_HEAD_BYTES;
        int payload = length - 1; // the unit's header is told by each part's
        int count = (payload + room - 1) / room;
        head[0] = (byte) ((frame[unit] & 0xE0) | FU_A);
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) payload * i / count);
            int to = (int) ((long) payload * (i + 1) / count);
            boolean ends = i == count - 1;
            head[1] = (byte) ((frame[unit] & 0x1F) | (i == 0 ? STARTS : 0) | (ends ? ENDS : 0));
            parts.part(head, FU_HEAD_BYTES, frame, unit + 1 + from, to - from, last && ends);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

/// VP8 (RFC 7741): a descriptor with a picture number of 15 bits, as browsers send it, before parts
/// of equal size.
public final class Vp8Format implements PayloadFormat {
    private static final int DESCRIPTOR_BYTES = 4;
    private static final int EXTENDED = 0x80;
    private static final int STARTS = 0x10;
    private static final int HAS_PICTURE = 0x80;

    private final byte[] descriptor = new byte[DESCRIPTOR_BYTES];
    private int picture;

    @Override
    public void split(byte[] frame, int most, Parts parts) {
        int room = most - DESCRIPTOR_BYTES;
        int count = (frame.length + room - 1) / room;
        descriptor[1] = (byte) HAS_PICTURE;
        RtpHeader.put16(descriptor, 2, 0x8000 | picture);
        picture = (picture + 1) & 0x7FFF;
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) frame.length * i / count);
            int to = (int) ((long) frame.length * (i + 1) / count);
            descriptor[0] = (byte) (i == 0 ? EXTENDED | STARTS : EXTENDED);
            parts.part(descriptor, DESCRIPTOR_BYTES, frame, from, to - from, i == count - 1);
        }
    }
}

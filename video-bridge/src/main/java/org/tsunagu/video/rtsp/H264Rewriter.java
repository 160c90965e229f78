// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import org.tsunagu.video.rtp.Rtp;

/// Makes of a camera's H.264 packets (RFC 6184, up to 64 KiB over TCP) ones that go through a path
/// of 1,200 bytes: units are cut or joined anew, and a picture that needs no other has the
/// parameter sets before it. So sequence numbers are new; time stamps and the mark of a frame's
/// last packet stay. A packet the camera left out leaves a hole here too. Nothing throws for odd
/// packets. One thread.
final class H264Rewriter {
    /// With its header; header extensions and SRTP come on top.
    static final int LARGEST_PACKET = 1_200;

    private static final int LARGEST_PAYLOAD = LARGEST_PACKET - Rtp.FIXED_HEADER;

    /// What of a unit waits until it is known whether more follows.
    private static final int LARGEST_PART = LARGEST_PAYLOAD - 2;

    private static final int SLICE = 1;
    private static final int KEY_SLICE = 5;
    private static final int LAST_SINGLE = 23;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int B_SLICE = 1;
    private static final int SLICE_TYPES = 5;

    private final PictureSink sink;
    private final ParameterSets sets = new ParameterSets();
    private final byte[] out = new byte[LARGEST_PACKET];
    private final byte[] part = new byte[LARGEST_PART];
    private int partLength;
    private int unitHeader;
    private boolean inUnit;
    private boolean cut;
    private boolean first = true;
    private int expected;
    private int sequence;
    private long timestamp;
    private long setsAt = -1;
    private long odd;
    private long holes;
    private long keyPictures;
    private long backwardPictures;

    /// @param described parameter sets of the description
    H264Rewriter(PictureSink sink, String described, int firstSequence) {
        this.sink = sink;
        this.sequence = firstSequence & 0xFFFF;
        sets.putDescribed(described);
    }

    /// Takes a well-formed packet.
    void packet(byte[] b, int off, int len) {
        int number = Rtp.sequence(b, off);
        if (!first && number != expected) {
            hole();
        }
        first = false;
        expected = (number + 1) & 0xFFFF;
        timestamp = Rtp.timestamp(b, off);
        boolean last = Rtp.marker(b, off);
        int at = Rtp.payloadOffset(b, off);
        int length = Rtp.payloadLength(b, off, len);
        int type = length == 0 ? 0 : b[at] & 0x1F;
        if (type == FU_A) {
            fragment(b, at, length, last);
        } else if (type == STAP_A) {
            aggregate(b, at + 1, at + length, last);
        } else if (type > 0 && type <= LAST_SINGLE) {
            unit(b, at, length, last);
        } else {
            odd++;
        }
    }

    private void aggregate(byte[] b, int from, int to, boolean last) {
        int at = from;
        while (at + 2 < to) {
            int length = (b[at] & 0xFF) << 8 | (b[at + 1] & 0xFF);
            at += 2;
            if (length == 0 || at + length > to) {
                odd++;
                return;
            }
            unit(b, at, length, last && at + length + 2 >= to);
            at += length;
        }
    }

    private void unit(byte[] b, int at, int length, boolean last) {
        begin(b[at] & 0xFF, b, at + 1, at + length);
        append(b, at + 1, length - 1);
        finish(last);
    }

    private void fragment(byte[] b, int at, int length, boolean last) {
        if (length < 3) {
            odd++;
            return;
        }
        int header = b[at + 1] & 0xFF;
        if ((header & 0x80) != 0) {
            begin((b[at] & 0xE0) | (header & 0x1F), b, at + 2, at + length);
        } else if (!inUnit) {
            odd++; // its beginning was lost
            return;
        }
        append(b, at + 2, length - 2);
        if ((header & 0x40) != 0) {
            finish(last);
        }
    }

    private void begin(int header, byte[] b, int from, int to) {
        if (inUnit) {
            hole(); // the end of the one before never came
        }
        int type = header & 0x1F;
        if (type == ParameterSets.SEQUENCE) {
            setsAt = timestamp;
        } else if (type == KEY_SLICE && setsAt != timestamp) {
            setsAt = timestamp;
            insertSets();
        }
        if (type == KEY_SLICE || type == SLICE) {
            slice(type, new Bits(b, from, to));
        }
        inUnit = true;
        cut = false;
        unitHeader = header;
        partLength = 0;
    }

    private void slice(int type, Bits bits) {
        boolean beginsPicture = bits.unsigned() == 0;
        if (beginsPicture && type == KEY_SLICE) {
            keyPictures++;
        } else if (beginsPicture && bits.unsigned() % SLICE_TYPES == B_SLICE) {
            backwardPictures++;
        }
    }

    private void append(byte[] b, int from, int length) {
        int at = from;
        int left = length;
        while (left > 0) {
            if (partLength == LARGEST_PART) {
                sendPart(false, false);
            }
            int taken = Math.min(left, LARGEST_PART - partLength);
            System.arraycopy(b, at, part, partLength, taken);
            partLength += taken;
            at += taken;
            left -= taken;
        }
    }

    private void finish(boolean last) {
        if (cut) {
            sendPart(true, last);
        } else {
            int at = Rtp.FIXED_HEADER;
            out[at] = (byte) unitHeader;
            System.arraycopy(part, 0, out, at + 1, partLength);
            sets.put(out, at, partLength + 1);
            send(partLength + 1, last);
        }
        inUnit = false;
    }

    private void sendPart(boolean end, boolean last) {
        int at = Rtp.FIXED_HEADER;
        out[at] = (byte) ((unitHeader & 0xE0) | FU_A);
        out[at + 1] = (byte) ((cut ? 0 : 0x80) | (end ? 0x40 : 0) | (unitHeader & 0x1F));
        System.arraycopy(part, 0, out, at + 2, partLength);
        send(partLength + 2, last);
        cut = true;
        partLength = 0;
    }

    /// A camera that says its parameter sets only in the description: each viewer comes in at a key
    /// picture and must have them there.
    private void insertSets() {
        for (byte[] set : sets.all()) {
            System.arraycopy(set, 0, out, Rtp.FIXED_HEADER, set.length);
            send(set.length, false);
        }
    }

    private void send(int payload, boolean last) {
        out[0] = (byte) 0x80;
        out[1] = (byte) (last ? 0x80 : 0);
        Rtp.setSequence(out, 0, sequence);
        sequence = (sequence + 1) & 0xFFFF;
        for (int i = 0; i < 4; i++) {
            out[4 + i] = (byte) (timestamp >> (24 - 8 * i));
        }
        sink.rtp(out, Rtp.FIXED_HEADER + payload);
    }

    /// Something is missing: viewers must see that, or they would put the rest together wrongly.
    private void hole() {
        holes++;
        sequence = (sequence + 1) & 0xFFFF;
        inUnit = false;
        partLength = 0;
    }

    /// Packets that hold nothing that can be sent on.
    long odd() {
        return odd;
    }

    long holes() {
        return holes;
    }

    /// Pictures that need no other.
    long keyPictures() {
        return keyPictures;
    }

    /// Pictures that need a later one (B): browsers show WebRTC in the order it comes.
    long backwardPictures() {
        return backwardPictures;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import java.util.HexFormat;

/// RTP packets as tests want them.
final class Packets {
    private Packets() {}

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    /// A packet without extension: payload type 96, SSRC 0x11223344.
    static byte[] plain(int sequence, long timestamp, int payload) {
        byte[] b = new byte[12 + payload];
        b[0] = (byte) 0x80;
        b[1] = 96;
        b[2] = (byte) (sequence >> 8);
        b[3] = (byte) sequence;
        b[4] = (byte) (timestamp >> 24);
        b[5] = (byte) (timestamp >> 16);
        b[6] = (byte) (timestamp >> 8);
        b[7] = (byte) timestamp;
        b[8] = 0x11;
        b[9] = 0x22;
        b[10] = 0x33;
        b[11] = 0x44;
        for (int i = 12; i < b.length; i++) {
            b[i] = (byte) i;
        }
        return b;
    }
}

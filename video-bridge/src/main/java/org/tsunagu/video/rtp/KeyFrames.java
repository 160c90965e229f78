// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

/// Whether a payload begins a key frame, told from the payload formats' own headers: VP8 (RFC
/// 7741), VP9 (RFC 9628), H.264 (RFC 6184), AV1 (AOMedia "RTP Payload Format For AV1", section
/// 4.4). What cannot be read begins none.
public final class KeyFrames {
    private static final int H264_IDR = 5;
    private static final int H264_SPS = 7;
    private static final int H264_STAP_A = 24;
    private static final int H264_FU_A = 28;
    private static final int MOST_AGGREGATED = 64;

    private KeyFrames() {}

    /// @param codec as SDP names it, upper case
    public static boolean startsKeyFrame(String codec, byte[] b, int payloadOff, int payloadLen) {
        if (payloadLen < 1) {
            return false;
        }
        return switch (codec) {
            case "VP8" -> vp8(b, payloadOff, payloadLen);
            case "VP9" -> vp9(b, payloadOff, payloadLen);
            case "H264" -> h264(b, payloadOff, payloadLen);
            case "AV1" -> av1(b[payloadOff]);
            default -> false;
        };
    }

    private static boolean vp8(byte[] b, int off, int len) {
        int first = b[off] & 0xFF;
        boolean startsFrame = (first & 0x10) != 0 && (first & 0x07) == 0;
        if (!startsFrame) {
            return false;
        }
        int at = 1;
        if ((first & 0x80) != 0) {
            if (len < 2) {
                return false;
            }
            int extended = b[off + 1] & 0xFF;
            at = 2;
            if ((extended & 0x80) != 0) {
                if (len <= at) {
                    return false;
                }
                at += (b[off + at] & 0x80) != 0 ? 2 : 1;
            }
            at += (extended & 0x40) != 0 ? 1 : 0;
            at += (extended & 0x30) != 0 ? 1 : 0;
        }
        return at < len && (b[off + at] & 0x01) == 0;
    }

    /// Not predicted from another picture, begin of a frame, lowest spatial layer.
    private static boolean vp9(byte[] b, int off, int len) {
        int first = b[off] & 0xFF;
        boolean predicted = (first & 0x40) != 0;
        boolean begins = (first & 0x08) != 0;
        if (predicted || !begins) {
            return false;
        }
        boolean layered = (first & 0x20) != 0;
        if (!layered) {
            return true;
        }
        int at = 1;
        if ((first & 0x80) != 0) {
            if (len <= at) {
                return false;
            }
            at += (b[off + at] & 0x80) != 0 ? 2 : 1;
        }
        return at < len && (b[off + at] & 0x0E) == 0;
    }

    private static boolean h264(byte[] b, int off, int len) {
        int type = b[off] & 0x1F;
        if (type == H264_STAP_A) {
            int at = 1;
            for (int i = 0; i < MOST_AGGREGATED && at + 2 < len; i++) {
                if (isKeyUnit(b[off + at + 2] & 0x1F)) {
                    return true;
                }
                at += 2 + Rtp.u16(b, off + at);
            }
            return false;
        }
        if (type == H264_FU_A) {
            return len > 1 && (b[off + 1] & 0x80) != 0 && isKeyUnit(b[off + 1] & 0x1F);
        }
        return isKeyUnit(type);
    }

    private static boolean isKeyUnit(int type) {
        return type == H264_IDR || type == H264_SPS;
    }

    /// N of the aggregation header: the first packet of a coded video sequence.
    private static boolean av1(byte header) {
        return (header & 0x08) != 0;
    }
}

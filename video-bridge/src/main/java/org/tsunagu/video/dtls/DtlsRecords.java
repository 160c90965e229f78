// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

/// Looks at DTLS 1.2 records from outside, before anything is kept of them (RFC 6347, section 4).
///
/// The library reserves the length a handshake message claims, up to 16 MiB for each of sixteen
/// messages, before any of it has come. So messages that claim more than a handshake of ours has
/// never reach it.
final class DtlsRecords {
    /// Bytes of a handshake message; a certificate with an RSA key of 4096 bits has 1,300, a first
    /// message with a post-quantum key share 2,000.
    static final int LARGEST_MESSAGE = 8 * 1024;

    /// The messages of a peer are numbered 0 to 4: hello, certificate, key exchange, proof of the
    /// key, finished.
    static final int LAST_MESSAGE = 7;

    static final int RECORD_HEADER = 13;
    static final int MESSAGE_HEADER = 12;

    static final int CHANGE_CIPHER_SPEC = 20;
    static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;

    /// DTLS 1.0, with which a first message may come, and DTLS 1.2.
    private static final int MAJOR_VERSION = 0xFE;

    private DtlsRecords() {}

    /// Whether a datagram is a sequence of records of which each could belong to a handshake.
    static boolean arePlausible(byte[] buffer, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            if (end - at < RECORD_HEADER) {
                return false;
            }
            int type = buffer[at] & 0xFF;
            int epoch = uint16(buffer, at + 3);
            int size = uint16(buffer, at + 11);
            int body = at + RECORD_HEADER;
            if (type < CHANGE_CIPHER_SPEC
                    || type > APPLICATION_DATA
                    || (buffer[at + 1] & 0xFF) != MAJOR_VERSION
                    || epoch > 1
                    || size == 0
                    || size > end - body) {
                return false;
            }
            if (type == HANDSHAKE && epoch == 0 && !areSmall(buffer, body, body + size)) {
                return false;
            }
            at = body + size;
        }
        return at > offset;
    }

    private static boolean areSmall(byte[] buffer, int from, int end) {
        int at = from;
        while (at < end) {
            if (end - at < MESSAGE_HEADER) {
                return false;
            }
            int whole = uint24(buffer, at + 1);
            int number = uint16(buffer, at + 4);
            int begins = uint24(buffer, at + 6);
            int size = uint24(buffer, at + 9);
            if (whole > LARGEST_MESSAGE
                    || number > LAST_MESSAGE
                    || begins + size > whole
                    || size > end - at - MESSAGE_HEADER) {
                return false;
            }
            at += MESSAGE_HEADER + size;
        }
        return true;
    }

    static int uint16(byte[] buffer, int at) {
        return ((buffer[at] & 0xFF) << 8) | (buffer[at + 1] & 0xFF);
    }

    static int uint24(byte[] buffer, int at) {
        return (uint16(buffer, at) << 8) | (buffer[at + 2] & 0xFF);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import static org.tsunagu.video.dtls.DtlsRecords.CHANGE_CIPHER_SPEC;
import static org.tsunagu.video.dtls.DtlsRecords.HANDSHAKE;
import static org.tsunagu.video.dtls.DtlsRecords.MESSAGE_HEADER;
import static org.tsunagu.video.dtls.DtlsRecords.RECORD_HEADER;
import static org.tsunagu.video.dtls.DtlsRecords.uint16;
import static org.tsunagu.video.dtls.DtlsRecords.uint24;

/// Holds the peer's ChangeCipherSpec back until its CertificateVerify is complete.
///
/// The library takes the new keys as soon as the former comes, and from then on ignores all that is
/// sent with the old ones. Had the latter been lost, or was it late, its repetitions would never be
/// read and the handshake could not end (bcgit/bc-java issue 229; version 1.84 still does it). What
/// is cut off here is sent again by the peer.
final class EpochGate {
    private static final int CERTIFICATE_VERIFY = 15;

    /// Bytes of the message that came without a gap from its start.
    private int covered;

    private boolean open;

    /// @param datagram records that [DtlsRecords#arePlausible] has let through
    /// @return how much of it, from its start, may be read now
    int admit(byte[] datagram) {
        int at = 0;
        while (at < datagram.length && !open) {
            int type = datagram[at] & 0xFF;
            int body = at + RECORD_HEADER;
            int end = body + uint16(datagram, at + 11);
            if (type == CHANGE_CIPHER_SPEC) {
                return at;
            }
            if (type == HANDSHAKE && uint16(datagram, at + 3) == 0) {
                read(datagram, body, end);
            }
            at = end;
        }
        return datagram.length;
    }

    private void read(byte[] datagram, int from, int end) {
        int at = from;
        while (at < end) {
            int whole = uint24(datagram, at + 1);
            int begins = uint24(datagram, at + 6);
            int size = uint24(datagram, at + 9);
            if (datagram[at] == CERTIFICATE_VERIFY && begins <= covered) {
                covered = Math.max(covered, begins + size);
                open |= covered >= whole;
            }
            at += MESSAGE_HEADER + size;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.stun;

import static org.tsunagu.video.stun.StunMessages.ATTRIBUTE_HEADER;
import static org.tsunagu.video.stun.StunMessages.HEADER;
import static org.tsunagu.video.stun.StunMessages.uint16;

/// Where the attributes of one connectivity check lie. It is filled again for each datagram; one
/// thread. Offsets count from the start of the buffer; 0 says that an attribute is absent.
final class StunRequest {
    /// More unknown attributes than these are not named in the answer.
    static final int MOST_UNKNOWN = 8;

    /// Attributes below this must be understood (RFC 8489, section 14).
    private static final int OPTIONAL_FROM = 0x8000;

    int usernameAt;
    int usernameLength;
    int integrityAt;
    int fingerprintAt;
    boolean controlled;
    boolean controlling;
    boolean useCandidate;
    int unknownCount;
    final int[] unknown = new int[MOST_UNKNOWN];

    /// @return false when an attribute does not fit into the datagram or has the wrong length
    boolean read(byte[] buffer, int offset, int length) {
        usernameAt = 0;
        usernameLength = 0;
        integrityAt = 0;
        fingerprintAt = 0;
        controlled = false;
        controlling = false;
        useCandidate = false;
        unknownCount = 0;
        int end = offset + length;
        int at = offset + HEADER;
        while (at < end) {
            if (at + ATTRIBUTE_HEADER > end || StunMessages.next(buffer, at) > end) {
                return false;
            }
            if (fingerprintAt != 0) {
                return false; // nothing follows FINGERPRINT (section 14.7)
            }
            if (!take(uint16(buffer, at), at, uint16(buffer, at + 2))) {
                return false;
            }
            at = StunMessages.next(buffer, at);
        }
        return true;
    }

    private boolean take(int type, int at, int size) {
        if (type == StunMessages.FINGERPRINT) {
            fingerprintAt = at;
            return size == StunMessages.FINGERPRINT_LENGTH;
        }
        if (integrityAt != 0) {
            return true; // not covered by the password, so not believed (section 14.5)
        }
        switch (type) {
            case StunMessages.USERNAME -> {
                if (usernameAt == 0) { // of several the first counts (section 14)
                    usernameAt = at + ATTRIBUTE_HEADER;
                    usernameLength = size;
                }
            }
            case StunMessages.MESSAGE_INTEGRITY -> {
                integrityAt = at;
                return size == StunMessages.INTEGRITY_LENGTH;
            }
            case StunMessages.ICE_CONTROLLED -> controlled = true;
            case StunMessages.ICE_CONTROLLING -> controlling = true;
            case StunMessages.USE_CANDIDATE -> useCandidate = true;
            case StunMessages.PRIORITY -> {
                return size == 4;
            }
            default -> {
                if (type < OPTIONAL_FROM) {
                    if (unknownCount < MOST_UNKNOWN) {
                        unknown[unknownCount] = type;
                    }
                    unknownCount++;
                }
            }
        }
        return true;
    }
}

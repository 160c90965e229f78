// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

/// The synchronisation sources of one stream: what its packets carry.
///
/// @param media 32 bits as they are
/// @param rtx of its retransmissions; 0 without
public record StreamSsrcs(int media, int rtx) {
    private static final int FOR_RTX = 0x5453_4E47;

    /// The same with a source for retransmissions where there was none.
    public StreamSsrcs withRtx() {
        return rtx == 0 ? new StreamSsrcs(media, media ^ FOR_RTX) : this;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

/// How encoded frames become payloads of RTP packets.
public interface PayloadFormat {
    /// Takes the payloads of one frame in their order.
    interface Parts {
        /// A payload: the first bytes of `head`, then a stretch of the frame.
        ///
        /// @param last whether the frame ends with it
        void part(byte[] head, int headLength, byte[] frame, int from, int length, boolean last);
    }

    /// @param most bytes of a payload
    void split(byte[] frame, int most, Parts parts);
}

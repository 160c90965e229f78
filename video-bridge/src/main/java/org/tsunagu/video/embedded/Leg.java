// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import org.tsunagu.telemetry.axis.ArrivalTime;

/// What an endpoint sends or gets. Buffers are only lent and may be changed.
sealed interface Leg permits Publication, Viewer {
    /// A decrypted, well-formed RTP packet of the peer.
    void onRtp(byte[] buffer, int length, long nowNanos, ArrivalTime arrivedAt);

    /// A decrypted compound RTCP packet of the peer.
    void onRtcp(byte[] buffer, int length, long nowNanos, ArrivalTime arrivedAt);
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

/// Takes what is to be published.
interface PictureSink {
    /// A packet at the beginning of a lent buffer; payload type and SSRC are the sink's own.
    void rtp(byte[] packet, int length);

    /// What the camera says of its clock (RFC 3550, section 6.4.1).
    void senderReport(long ntp, long rtpTimestamp, long packets, long octets);

    /// Nothing more comes at the moment.
    void flush();
}

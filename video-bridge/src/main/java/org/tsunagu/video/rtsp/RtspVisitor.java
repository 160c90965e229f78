// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

/// Hears what comes over a connection to a camera.
interface RtspVisitor {
    /// One interleaved packet (RFC 2326, section 10.12); the buffer is only lent.
    void packet(int channel, byte[] buffer, int offset, int length);

    void message(RtspMessage message);
}

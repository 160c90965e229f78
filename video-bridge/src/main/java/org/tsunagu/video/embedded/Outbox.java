// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.srtp.SrtpSession;

/// Secures and sends. One buffer is filled, secured in place and handed to the port, again and
/// again. Belongs to the port's thread.
final class Outbox {
    /// Where a packet is made before it is secured; at least so much room stays behind it.
    final byte[] scratch = new byte[MediaPort.LARGEST_DATAGRAM + SrtpSession.MOST_OVERHEAD];

    private final MediaCounters counters;
    private @Nullable MediaPort port;

    Outbox(MediaCounters counters) {
        this.counters = counters;
    }

    void open(MediaPort opened) {
        port = opened;
    }

    /// What needs no securing: an answer to a check, a record of a handshake.
    void plain(byte[] datagram, InetSocketAddress to) {
        send(datagram, datagram.length, to);
    }

    /// Sends the RTP packet that lies in [#scratch].
    void rtp(int length, Peer to) {
        SrtpSession srtp = to.srtp();
        InetSocketAddress address = to.selected();
        if (srtp != null && address != null) {
            int secured = srtp.protectRtp(scratch, 0, length);
            if (secured > 0) {
                send(scratch, secured, address);
            }
        }
    }

    /// Sends the RTCP packet that lies in [#scratch].
    void rtcp(int length, Peer to) {
        SrtpSession srtp = to.srtp();
        InetSocketAddress address = to.selected();
        if (srtp != null && address != null) {
            int secured = srtp.protectRtcp(scratch, 0, length);
            if (secured > 0) {
                send(scratch, secured, address);
            }
        }
    }

    /// What was queued outside of the reading of datagrams leaves now.
    void flush() {
        if (port != null) {
            port.flush();
        }
    }

    private void send(byte[] buffer, int length, InetSocketAddress to) {
        if (port != null) {
            counters.sent.increment();
            counters.sentBytes.add(length);
            port.send(buffer, 0, length, to);
        }
    }
}

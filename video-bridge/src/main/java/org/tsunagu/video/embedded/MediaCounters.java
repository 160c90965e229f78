// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import java.util.concurrent.atomic.LongAdder;

/// What the bridge did so far; written by its thread, read by anybody.
public final class MediaCounters {
    /// Datagrams that came and left.
    public final LongAdder received = new LongAdder();

    public final LongAdder sent = new LongAdder();
    public final LongAdder receivedBytes = new LongAdder();
    public final LongAdder sentBytes = new LongAdder();

    /// From an address that belongs to no endpoint, or no datagram of this protocol.
    public final LongAdder strangers = new LongAdder();

    /// STUN messages that were refused or not answered.
    public final LongAdder refusedChecks = new LongAdder();

    /// SRTP that does not authenticate, or came a second time.
    public final LongAdder forged = new LongAdder();

    public final LongAdder replayed = new LongAdder();

    /// Well secured, but of no stream that was announced, or not readable.
    public final LongAdder unannounced = new LongAdder();

    /// Packets asked for again at publishers, that came so, and that were sent again to viewers.
    public final LongAdder askedAgain = new LongAdder();

    public final LongAdder recovered = new LongAdder();
    public final LongAdder sentAgain = new LongAdder();

    /// Key frames asked for at publishers.
    public final LongAdder keyFrameRequests = new LongAdder();

    /// Packets that came from this process, and those dropped because too many waited.
    public final LongAdder fed = new LongAdder();

    public final LongAdder fedTooMuch = new LongAdder();

    /// Packets of a source that a viewer cannot take.
    public final LongAdder notForViewer = new LongAdder();
}

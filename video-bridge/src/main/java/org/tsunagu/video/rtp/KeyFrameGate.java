// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import java.util.concurrent.TimeUnit;

/// Lets requests for a key frame through at most so often for each stream, and remembers one that
/// came between. One thread, time is told.
public final class KeyFrameGate {
    /// A key frame is large: a publisher bears three or four of them a second.
    public static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private boolean waiting;
    private boolean passedOnce;
    private long lastPassed;

    /// Somebody wants a key frame: whether the publisher is to be asked now. Otherwise it is asked
    /// when [#isDue] says so.
    public boolean ask(long nowNanos) {
        waiting = true;
        return isDue(nowNanos);
    }

    /// Whether a request that had to wait goes out now.
    public boolean isDue(long nowNanos) {
        if (!waiting || (passedOnce && nowNanos - lastPassed < INTERVAL_NANOS)) {
            return false;
        }
        waiting = false;
        passedOnce = true;
        lastPassed = nowNanos;
        return true;
    }

    /// A key frame began: nobody waits for one any more.
    public void onKeyFrame() {
        waiting = false;
    }
}

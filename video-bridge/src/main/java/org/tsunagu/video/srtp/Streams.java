// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.srtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is kept for each SSRC of one direction. Nothing is ever dropped: a forgotten sender would
/// begin to use its nonces again, a forgotten receiver would take old packets again. So there is a
/// last one ([#MOST]).
final class Streams<T> {
    /// An endpoint has one source: picture, its retransmissions, sound. All else is room to spare.
    static final int MOST = 64;

    private final List<T> streams = new ArrayList<>(4);
    private final int[] ssrcs = new int[MOST];
    private int last;

    @Nullable T find(int ssrc) {
        int count = streams.size();
        if (last < count && ssrcs[last] == ssrc) {
            return streams.get(last);
        }
        for (int i = 0; i < count; i++) {
            if (ssrcs[i] == ssrc) {
                last = i;
                return streams.get(i);
            }
        }
        return null;
    }

    boolean isFull() {
        return streams.size() == MOST;
    }

    void add(int ssrc, T stream) {
        ssrcs[streams.size()] = ssrc;
        streams.add(stream);
    }
}

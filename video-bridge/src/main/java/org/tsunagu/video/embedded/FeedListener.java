// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import org.tsunagu.video.bridge.EndReason;

/// Hears what becomes of a feed.
public interface FeedListener {
    /// It is over: somebody else publishes the source, or the bridge ends. On the bridge's thread.
    void ended(EndReason reason);
}

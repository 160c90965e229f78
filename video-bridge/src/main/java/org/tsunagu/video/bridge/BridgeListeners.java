// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everybody who hears what happens at one bridge. Listeners may come from any thread.
public final class BridgeListeners {
    private static final Logger LOG = LoggerFactory.getLogger(BridgeListeners.class);

    private final List<BridgeListener> listeners = new CopyOnWriteArrayList<>();

    public void add(BridgeListener listener) {
        listeners.add(listener);
    }

    /// Tells everybody, one after the other; a listener's fault does not end the bridge.
    public void tell(BridgeEvent event) {
        for (BridgeListener listener : listeners) {
            try {
                listener.happened(event);
            } catch (RuntimeException fault) { // not of the bridge's making
                LOG.error("A listener of the media bridge failed.", fault);
            }
        }
    }
}

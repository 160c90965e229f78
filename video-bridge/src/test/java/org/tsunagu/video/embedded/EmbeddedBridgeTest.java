// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import org.tsunagu.video.bridge.MediaBridge;
import org.tsunagu.video.bridge.MediaBridgeContract;

/// The bridge in this process does what every bridge does.
class EmbeddedBridgeTest extends MediaBridgeContract {
    @Override
    protected MediaBridge openBridge() {
        return Bridges.open();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

/// Hears what happens at a bridge.
public interface BridgeListener {
    void happened(BridgeEvent event);
}

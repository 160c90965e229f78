// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.SourceId;

/// Where a publication comes from: a peer at the port, or a feed of this process.
sealed interface Origin permits Peer, Feed {
    EndpointId id();

    SourceId source();
}

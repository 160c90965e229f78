// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import io.vertx.core.Future;

/// Asked each time before a camera's pictures are published.
public interface CameraDoor {
    /// @return completes when they may be; fails with why not
    Future<Void> admit(CameraPlan camera);
}

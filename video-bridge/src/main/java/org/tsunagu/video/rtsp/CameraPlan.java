// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.SourceId;

/// A camera and the source it becomes.
///
/// @param login null where the camera asks nobody who they are
public record CameraPlan(SourceId source, CameraAddress address, @Nullable CameraLogin login) {}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.SourceId;

/// How one camera does.
///
/// @param streams whether pictures come now
/// @param trouble what a technician should know, and do; null: nothing
/// @param connections how often its pictures began to come
public record CameraState(
        SourceId source, boolean streams, @Nullable String trouble, long connections) {
    CameraState with(boolean nowStreams, @Nullable String nowTrouble) {
        return new CameraState(
                source,
                nowStreams,
                nowTrouble,
                nowStreams && !streams ? connections + 1 : connections);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

/// One camera or microphone of a room: at most one video and one audio stream that belong together.
///
/// @param name unique in its room, for example `field`, `fluoroscopy`, `voice-3f`
public record SourceId(RoomId room, String name) {
    /// @throws IllegalArgumentException for a name that is no plain name
    public SourceId {
        if (!RoomId.isPlain(name)) {
            throw new IllegalArgumentException(
                    "a source is named by letters, digits, '.', '_', '-'");
        }
    }

    @Override
    public String toString() {
        return room + "/" + name;
    }
}

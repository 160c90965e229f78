// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

/// A media peer could not connect.
public final class MediaFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MediaFailure(String who, Throwable why) {
        super(who + " could not connect: " + why.getMessage(), why);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

/// One peer connection at the bridge; not to be guessed.
public record EndpointId(String value) {
    @Override
    public String toString() {
        return value;
    }
}

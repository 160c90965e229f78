// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.clip;

/// One frame as its encoder wrote it.
public final class EncodedFrame {
    private final byte[] data;
    private final boolean key;

    EncodedFrame(byte[] data, boolean key) {
        this.data = data;
        this.key = key;
    }

    /// Not to be changed.
    public byte[] data() {
        return data;
    }

    /// Whether it needs no other.
    public boolean isKey() {
        return key;
    }
}

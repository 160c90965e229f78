// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.srtp;

import org.jitsi.utils.ByteArrayBuffer;

/// One packet in a buffer, as the library wants to see it. It is used again for each packet; one
/// thread. That what is appended fits is checked before ([SrtpSession#MOST_OVERHEAD]).
final class PacketSlice implements ByteArrayBuffer {
    private byte[] buffer = new byte[0];
    private int offset;
    private int length;

    PacketSlice of(byte[] newBuffer, int newOffset, int newLength) {
        buffer = newBuffer;
        offset = newOffset;
        length = newLength;
        return this;
    }

    @Override
    public byte[] getBuffer() {
        return buffer;
    }

    @Override
    public int getOffset() {
        return offset;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int newLength) {
        length = newLength;
    }

    @Override
    public void setOffset(int newOffset) {
        offset = newOffset;
    }

    @Override
    public boolean isInvalid() {
        return length < 0 || offset < 0 || offset + length > buffer.length;
    }

    @Override
    public void readRegionToBuff(int from, int count, byte[] into) {
        System.arraycopy(buffer, offset + from, into, 0, count);
    }

    /// There is room already.
    @Override
    public void grow(int howMuch) {}

    @Override
    public void append(byte[] data, int count) {
        System.arraycopy(data, 0, buffer, offset + length, count);
        length += count;
    }

    @Override
    public void shrink(int count) {
        length -= count;
    }
}

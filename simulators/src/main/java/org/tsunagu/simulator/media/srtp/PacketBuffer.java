// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.srtp;

import org.jitsi.utils.ByteArrayBuffer;

/// One packet at the beginning of a buffer, as the library wants to see it; used again and again.
final class PacketBuffer implements ByteArrayBuffer {
    private byte[] buffer = new byte[0];
    private int offset;
    private int length;

    PacketBuffer of(byte[] newBuffer, int newLength) {
        buffer = newBuffer;
        offset = 0;
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

    /// There is room already: [SrtpSession#MOST_OVERHEAD].
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

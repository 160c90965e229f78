// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/// The handshake's share of a peer's datagrams.
final class HandshakeRecords implements DatagramTransport {
    private static final int LARGEST_RECEIVED = 2_048;
    private static final int LARGEST_SENT = 1_200;
    private static final int MOST_WAITING = 64;

    private final ArrayBlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Consumer<byte[]> out;
    private volatile boolean established;
    private volatile boolean ended;

    HandshakeRecords(Consumer<byte[]> out) {
        this.out = out;
    }

    /// Takes a datagram; the oldest goes where there is no room, DTLS says it again.
    void add(byte[] datagram) {
        while (!waiting.offer(datagram)) {
            waiting.poll();
        }
    }

    void establish() {
        established = true;
    }

    void end() {
        ended = true;
        add(new byte[0]);
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public int getReceiveLimit() {
        return LARGEST_RECEIVED;
    }

    @Override
    public int getSendLimit() {
        return LARGEST_SENT;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        try {
            byte[] next = waiting.poll(Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
            if (ended && established) {
                return -1; // there is time for a goodbye
            }
            if (ended) {
                throw new IOException("the media peer is closed");
            }
            if (next == null) {
                return -1;
            }
            int taken = Math.min(length, next.length);
            System.arraycopy(next, 0, buffer, offset, taken);
            return taken;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the media peer was interrupted");
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        out.accept(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {
        ended = true;
    }
}

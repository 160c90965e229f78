// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/// The handshake's share of a peer's datagrams.
final class Records implements DatagramTransport {
    private static final int LARGEST_RECEIVED = 2_048;
    private static final int LARGEST_SENT = 1_200;
    private static final int MOST_WAITING = 256;

    private final LinkedBlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Consumer<byte[]> out;
    private volatile boolean ended;

    Records(Consumer<byte[]> out) {
        this.out = out;
    }

    void add(byte[] datagram) {
        if (!waiting.offer(datagram)) {
            waiting.clear(); // as a full socket would, DTLS says it again
        }
    }

    void end() {
        ended = true;
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
        if (ended) {
            throw new IOException("the peer is closed");
        }
        try {
            byte[] next = waiting.poll(Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
            if (next == null) {
                return -1;
            }
            System.arraycopy(next, 0, buffer, offset, Math.min(length, next.length));
            return next.length;
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        out.accept(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {}
}

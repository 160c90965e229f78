// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.tls.DatagramTransport;

/// Brings datagrams from the event loop to the thread of a handshake, and those of the handshake
/// out. [#offer] is called by one thread, the event loop's; all of [DatagramTransport] by one
/// other.
final class DatagramQueue implements DatagramTransport {
    /// Datagrams that wait. A peer's longest flight has four.
    static final int MOST_WAITING = 32;

    /// Bytes a peer may need for its whole handshake, with everything it sends again.
    static final int MOST_HANDSHAKE_BYTES = 64 * 1024;

    /// Datagrams taken in a second once there are keys: the last flight sent again, a goodbye.
    static final int MOST_A_SECOND = 64;

    /// A datagram of an Ethernet has 1,472 bytes at most.
    private static final int LARGEST = 2048;

    /// Ours fit through every tunnel a hospital may have.
    private static final int MTU = 1200;

    private static final byte[] WAKE = new byte[0];
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ArrayBlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final DtlsServer.PacketSink out;
    private final Goodbye goodbye;
    private final EpochGate gate = new EpochGate();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean established;
    private volatile boolean leaving;
    private volatile boolean tooMuch;
    private volatile boolean closed;

    /// Records that wait for each other; the handshake's thread only.
    private final byte[] flight = new byte[MTU];

    private int flightSize;

    /// Counted by the event loop only, as are the next two.
    private int handshakeBytes;

    private long secondBegan;
    private int thisSecond;

    /// Says goodbye to the peer, on the thread of the handshake.
    interface Goodbye {
        void say() throws IOException;
    }

    /// The peer sends more than a handshake has.
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// Nothing is received any more.
    static final class Closed extends IOException {
        private static final long serialVersionUID = 1L;
    }

    DatagramQueue(DtlsServer.PacketSink out, Goodbye goodbye) {
        this.out = out;
        this.goodbye = goodbye;
    }

    /// Copies a datagram. The oldest goes when there is no room; what cannot be a record of ours
    /// is not taken.
    void offer(byte[] buffer, int offset, int length) {
        if (closed
                || leaving
                || length > LARGEST
                || !DtlsRecords.arePlausible(buffer, offset, length)
                || !isWithinBounds(length)) {
            dropped.incrementAndGet();
            return;
        }
        put(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    private boolean isWithinBounds(int length) {
        if (established) {
            long now = System.nanoTime();
            if (now - secondBegan > SECOND_NANOS) {
                secondBegan = now;
                thisSecond = 0;
            }
            return thisSecond++ < MOST_A_SECOND;
        }
        handshakeBytes += length;
        if (handshakeBytes <= MOST_HANDSHAKE_BYTES) {
            return true;
        }
        if (!tooMuch) {
            tooMuch = true;
            put(WAKE);
        }
        return false;
    }

    private void put(byte[] datagram) {
        while (!waiting.offer(datagram)) {
            if (waiting.poll() != null) {
                dropped.incrementAndGet();
            }
        }
    }

    /// From now on a second has its bound instead of the handshake. On the handshake's thread.
    void establish() {
        flush();
        established = true;
    }

    /// Makes the waiting thread say goodbye and end; from any thread.
    void leave() {
        leaving = true;
        put(WAKE);
    }

    boolean isLeaving() {
        return leaving;
    }

    /// Datagrams that were not taken.
    long dropped() {
        return dropped.get();
    }

    @Override
    public int getReceiveLimit() {
        return LARGEST;
    }

    @Override
    public int getSendLimit() {
        return MTU;
    }

    /// @param waitMillis 0 waits without end
    /// @return length of a datagram, or -1 when none came
    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        flush(); // our flight is complete when the peer's is waited for
        byte[] datagram = next(waitMillis);
        if (closed) {
            throw new Closed();
        }
        if (leaving) {
            goodbye.say();
            throw new Closed();
        }
        if (tooMuch && !established) {
            throw new TooMuch();
        }
        int admitted = gate.admit(datagram);
        if (admitted == 0 || admitted > length) {
            return -1;
        }
        System.arraycopy(datagram, 0, buffer, offset, admitted);
        return admitted;
    }

    private byte[] next(int waitMillis) throws InterruptedIOException {
        if (closed || leaving) {
            return WAKE;
        }
        try {
            if (waitMillis == 0) {
                return waiting.take();
            }
            byte[] datagram = waiting.poll(waitMillis, TimeUnit.MILLISECONDS);
            return datagram == null ? WAKE : datagram;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /// Records of one flight leave in as few datagrams as they fit into (RFC 6347, section 4.1.1).
    /// The library makes a datagram of each; a browser that gets ours in another order than they
    /// were sent takes the longer way of repeating its own flight.
    @Override
    public void send(byte[] buffer, int offset, int length) {
        if (flightSize + length > MTU) {
            flush();
        }
        System.arraycopy(buffer, offset, flight, flightSize, length);
        flightSize += length;
    }

    private void flush() {
        if (flightSize > 0) {
            byte[] datagram = Arrays.copyOf(flight, flightSize);
            flightSize = 0;
            out.send(datagram, datagram.length);
        }
    }

    /// The library closes when either side has said goodbye.
    @Override
    public void close() {
        flush();
        closed = true;
        waiting.clear();
    }
}

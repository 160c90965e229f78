// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.dtls.DtlsServer.PacketSink;

/// Two UDP sockets on loopback, one for a client of the library, one that feeds a [DtlsServer] as
/// the event loop does. Datagrams of both directions may be lost, doubled and put in another order.
final class UdpLink implements AutoCloseable {
    private final DatagramSocket clientSide;
    private final DatagramSocket serverSide;
    private final Weather weather;
    private final Way up;
    private final Way down;
    private volatile @Nullable DtlsServer server;

    /// What becomes of a datagram.
    enum Fate {
        FINE,
        LOST,
        /// Comes after the next one.
        LATE,
        TWICE
    }

    /// Decides about each datagram; called by two threads.
    interface Weather {
        /// @param up from the client to the server
        /// @param number of the datagram in its direction, from 0
        Fate fate(boolean up, int number);

        /// Each trouble has the same share.
        static Weather random(long seed, double share) {
            Random random = new Random(seed);
            return (up, number) -> {
                double luck;
                synchronized (random) {
                    luck = random.nextDouble();
                }
                return luck < share
                        ? Fate.LOST
                        : luck < 2 * share ? Fate.LATE : luck < 3 * share ? Fate.TWICE : Fate.FINE;
            };
        }

        /// One datagram of one direction has another fate than the others.
        static Weather fineBut(boolean wayUp, int which, Fate fate) {
            return (up, number) -> up == wayUp && number == which ? fate : Fate.FINE;
        }
    }

    UdpLink(Weather weather) throws IOException {
        this.weather = weather;
        clientSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        serverSide = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        up = new Way(clientSide, serverSide);
        down = new Way(serverSide, clientSide);
    }

    PacketSink sink() {
        return (datagram, length) -> down.send(datagram, 0, length);
    }

    /// Begins to bring what the client sends to the server, as one event loop would.
    void feed(DtlsServer fed) {
        boolean first = server == null;
        server = fed;
        if (first) {
            Thread.ofPlatform().daemon().name("event-loop").start(this::pump);
        }
    }

    /// Completes with the first datagram the client sends, instead of feeding a server.
    void capture(CompletableFuture<byte[]> first) {
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            byte[] buffer = new byte[4096];
                            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                            try {
                                serverSide.receive(packet);
                                first.complete(Arrays.copyOf(buffer, packet.getLength()));
                            } catch (IOException e) {
                                first.completeExceptionally(e);
                            }
                        });
    }

    private void pump() {
        byte[] buffer = new byte[4096];
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        while (!serverSide.isClosed()) {
            packet.setLength(buffer.length);
            try {
                serverSide.receive(packet);
            } catch (IOException e) {
                return;
            }
            DtlsServer fed = server;
            if (fed != null) {
                fed.receive(buffer, 0, packet.getLength());
            }
        }
    }

    /// Sends straight to the server's socket, past all loss.
    void toServer(byte[] datagram) {
        send(clientSide, serverSide, datagram, 0, datagram.length);
    }

    /// One direction.
    private final class Way {
        private final DatagramSocket from;
        private final DatagramSocket to;
        private int number;
        private byte @Nullable [] held;

        Way(DatagramSocket from, DatagramSocket to) {
            this.from = from;
            this.to = to;
        }

        synchronized void send(byte[] data, int offset, int length) {
            byte[] late = held;
            held = null;
            switch (weather.fate(this == up, number++)) {
                case LOST -> {}
                case LATE -> held = Arrays.copyOfRange(data, offset, offset + length);
                case TWICE -> {
                    UdpLink.send(from, to, data, offset, length);
                    UdpLink.send(from, to, data, offset, length);
                }
                case FINE -> UdpLink.send(from, to, data, offset, length);
            }
            if (late != null) {
                UdpLink.send(from, to, late, 0, late.length);
            }
        }
    }

    private static void send(
            DatagramSocket from, DatagramSocket to, byte[] data, int offset, int length) {
        try {
            InetSocketAddress address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), to.getLocalPort());
            from.send(new DatagramPacket(data, offset, length, address));
        } catch (IOException e) {
            if (!from.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// The client's end, as the library wants it.
    DatagramTransport transport() {
        return new DatagramTransport() {
            @Override
            public int getReceiveLimit() {
                return 2048;
            }

            @Override
            public int getSendLimit() {
                return 400; // so that flights are more than one datagram
            }

            @Override
            public int receive(byte[] buffer, int offset, int length, int waitMillis)
                    throws IOException {
                DatagramPacket packet = new DatagramPacket(buffer, offset, length);
                clientSide.setSoTimeout(waitMillis);
                try {
                    clientSide.receive(packet);
                } catch (SocketTimeoutException e) {
                    return -1;
                }
                return packet.getLength();
            }

            @Override
            public void send(byte[] buffer, int offset, int length) {
                up.send(buffer, offset, length);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        clientSide.close();
        serverSide.close();
    }
}

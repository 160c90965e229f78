// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An RTSP camera on loopback (RFC 2326): plays a clip in a loop to whoever asks, over the same
/// connection. A virtual thread for each connection.
public final class SimulatedCamera implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 16;
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCamera.class);

    private final ServerSocket server;
    private final CameraClip clip;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile CameraHabits habits;

    private SimulatedCamera(ServerSocket server, CameraClip clip, CameraHabits habits) {
        this.server = server;
        this.clip = clip;
        this.habits = habits;
    }

    /// Opens any free port of loopback.
    public static SimulatedCamera start(CameraClip clip, CameraHabits habits) throws IOException {
        return start(0, clip, habits);
    }

    public static SimulatedCamera start(int port, CameraClip clip, CameraHabits habits)
            throws IOException {
        var server = new ServerSocket(port, MOST_CONNECTIONS, InetAddress.getLoopbackAddress());
        var camera = new SimulatedCamera(server, clip, habits);
        Thread.ofVirtual().name("simulated camera").start(camera::accept);
        return camera;
    }

    public int port() {
        return server.getLocalPort();
    }

    public String address() {
        return "rtsp://127.0.0.1:" + port() + "/stream1";
    }

    /// From the next connection on.
    public void behave(CameraHabits others) {
        habits = others;
    }

    /// The methods it was asked, in their order.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /// Ends every connection; new ones are taken.
    public void dropEverybody() {
        connections.forEach(SimulatedCamera::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (connections.size() >= MOST_CONNECTIONS) {
                    close(socket);
                    continue;
                }
                connections.add(socket);
                CameraHabits now = habits;
                Thread.ofVirtual().start(() -> serve(socket, now));
            } catch (IOException ended) {
                LOG.debug("simulated camera", ended);
            }
        }
    }

    private void serve(Socket socket, CameraHabits now) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new CameraVisit(socket, clip, now, requests).serve();
        } catch (IOException ended) {
            LOG.debug("a connection to the simulated camera ended", ended);
        } finally {
            connections.remove(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            LOG.debug("closed", gone);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException gone) {
            LOG.debug("closed", gone);
        }
        dropEverybody();
    }
}

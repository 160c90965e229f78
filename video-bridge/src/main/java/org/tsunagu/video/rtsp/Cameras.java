// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.security.SecureRandom;
import java.util.List;
import org.tsunagu.video.embedded.EmbeddedBridge;

/// Every camera the site file names, each followed until it is closed.
public final class Cameras implements AutoCloseable {
    private final List<Camera> cameras;

    private Cameras(List<Camera> cameras) {
        this.cameras = cameras;
    }

    /// Begins to ask them. None of them keeps anything else from starting.
    public static Cameras start(
            List<CameraPlan> plans, EmbeddedBridge bridge, CameraTimes times, CameraDoor door) {
        var random = new SecureRandom();
        List<Camera> cameras =
                plans.stream().map(plan -> new Camera(plan, bridge, times, door, random)).toList();
        cameras.forEach(Camera::start);
        return new Cameras(cameras);
    }

    /// How each of them does, in the order of the site file.
    public List<CameraState> states() {
        return cameras.stream().map(Camera::state).toList();
    }

    /// Says goodbye to every camera.
    @Override
    public void close() {
        cameras.parallelStream().forEach(Camera::close);
    }
}

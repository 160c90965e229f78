// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.SupportCenter;
import org.tsunagu.deployment.site.SiteFile;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.embedded.EmbeddedBridge;
import org.tsunagu.video.rtsp.CameraLogin;
import org.tsunagu.video.rtsp.CameraPlan;
import org.tsunagu.video.rtsp.CameraState;
import org.tsunagu.video.rtsp.CameraTimes;
import org.tsunagu.video.rtsp.Cameras;

/// What the cameras of the site file mean to bridge and support center.
final class CameraWiring {
    /// Of all rooms together.
    static final int MOST_CAMERAS = 64;

    private CameraWiring() {}

    /// Begins to fetch their pictures; null where the site has none.
    ///
    /// @param bridge the one in this process
    /// @throws PlatformException naming what is in the way
    static @Nullable Cameras start(SiteFile site, EmbeddedBridge bridge, SupportCenter center) {
        Map<SourceId, BedId> beds = new HashMap<>();
        List<CameraPlan> plans = new ArrayList<>();
        for (SiteFile.MentoringRoom room : site.rooms()) {
            for (SiteFile.Camera camera : room.cameras()) {
                var source = new SourceId(new RoomId(room.id()), camera.source());
                beds.put(source, new BedId(room.bed()));
                plans.add(new CameraPlan(source, camera.address(), login(camera)));
            }
        }
        if (plans.isEmpty()) {
            return null;
        }
        if (plans.size() > MOST_CAMERAS) {
            throw new PlatformException(
                    "the site file names more than " + MOST_CAMERAS + " cameras");
        }
        return Cameras.start(
                plans,
                bridge,
                CameraTimes.standard(),
                plan ->
                        center.siteCameras()
                                .begin(
                                        plan.source().toString(),
                                        beds.getOrDefault(plan.source(), new BedId("?")),
                                        plan.address().host()));
    }

    private static @Nullable CameraLogin login(SiteFile.Camera camera) {
        String user = camera.user();
        Path file = camera.passwordFile();
        if (user == null || file == null) {
            return null;
        }
        try (var lines = Files.lines(file)) {
            return new CameraLogin(user, lines.findFirst().orElse(""));
        } catch (IOException unreadable) {
            throw new PlatformException(
                    "the password file " + file + " cannot be read", unreadable);
        }
    }

    /// What people read of a room's cameras.
    static Map<String, String> labels(SiteFile.MentoringRoom room) {
        Map<String, String> labels = new HashMap<>();
        room.cameras().forEach(camera -> labels.put(camera.source(), camera.label()));
        return labels;
    }

    /// For the state of the platform: how many send, and what keeps the others.
    static String inWords(@Nullable Cameras cameras) {
        if (cameras == null) {
            return "";
        }
        List<CameraState> states = cameras.states();
        var text = new StringBuilder(", ");
        text.append(states.stream().filter(CameraState::streams).count());
        text.append(" of ").append(states.size()).append(" cameras");
        for (CameraState state : states) {
            if (state.trouble() != null) {
                text.append("; ").append(state.source()).append(": ").append(state.trouble());
            }
        }
        return text.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.rtsp.CameraAddress;

/// What stands under `cameras` of a room, with every mistake named.
final class CameraKeys {
    /// Stands where an address could not be read; the file is refused anyway.
    private static final CameraAddress NO_ADDRESS = new CameraAddress("?", 1, "rtsp://?");

    private static final String VOICE = "voice-";

    private final Path folder;
    private final List<String> mistakes;

    /// @param folder of the site file: relative password files lie there
    /// @param mistakes filled
    CameraKeys(Path folder, List<String> mistakes) {
        this.folder = folder;
        this.mistakes = mistakes;
    }

    SiteFile.Camera camera(
            String at,
            String source,
            @Nullable String label,
            String url,
            @Nullable String user,
            @Nullable String passwordFile) {
        if (!RoomId.isPlain(source) && !source.equals("?")) {
            mistakes.add(
                    at
                            + "source: '"
                            + source
                            + "' may have letters, digits, '.', '_' and '-' only");
        } else if (source.startsWith(VOICE)) {
            mistakes.add(at + "source: '" + source + "' is a person's voice, no camera");
        }
        if ((user == null) != (passwordFile == null)) {
            mistakes.add(at + "user: user and passwordFile come together or not at all");
        }
        return new SiteFile.Camera(
                source,
                Objects.requireNonNullElse(label, source),
                address(at, url),
                user,
                passwordFile == null ? null : file(at, passwordFile));
    }

    private CameraAddress address(String at, String url) {
        if (url.equals("?")) {
            return NO_ADDRESS;
        }
        try {
            return CameraAddress.parse(url);
        } catch (IllegalArgumentException odd) {
            mistakes.add(
                    at + "url: " + odd.getMessage()); // never the address: it may hold a secret
            return NO_ADDRESS;
        }
    }

    private Path file(String at, String name) {
        Path file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            mistakes.add(at + "passwordFile: " + file + " cannot be read");
        }
        return file;
    }

    /// Two cameras of one room must not have one name.
    void unique(String at, List<SiteFile.Camera> cameras) {
        List<String> sources = cameras.stream().map(SiteFile.Camera::source).toList();
        if (sources.stream().distinct().count() < sources.size()) {
            mistakes.add(at + "cameras: each needs a source of its own");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.embedded.EmbeddedConfig;

/// Everything a person may choose for one platform.
///
/// @param beds simulated beds; 0 = none
/// @param data the data folder
/// @param httpPort 0 = any free port; the same for the other ports
/// @param mediaPort UDP port of pictures and sound
/// @param bind address of the web; anything but loopback turns TLS on
/// @param plainFrom networks (CIDR) that may speak plain MLLP and device stream; empty: loopback
/// @param jitsi Jitsi Videobridges that carry the pictures, by their Colibri addresses; empty: the
///     bridge in this process
/// @param kafka bootstrap servers of an external cluster, null = embedded
/// @param jdbc URL of an external database, null = embedded
/// @param config the site file, null = `site.yaml` in the data folder
/// @param readyFile a second place for the ready file, null = none
/// @param tlsCertificate PEM file, null = generated when TLS is on
/// @param tlsKey PEM file
public record PlatformOptions(
        int beds,
        Path data,
        int httpPort,
        int mllpPort,
        int devicePort,
        int mediaPort,
        String bind,
        List<String> plainFrom,
        List<URI> jitsi,
        @Nullable String kafka,
        @Nullable String jdbc,
        @Nullable Path config,
        @Nullable Path readyFile,
        @Nullable Path tlsCertificate,
        @Nullable Path tlsKey) {
    public static final int DEFAULT_BEDS = 12;
    public static final int DEFAULT_HTTP_PORT = 8080;
    public static final int DEFAULT_MLLP_PORT = 2575;
    public static final int DEFAULT_DEVICE_PORT = 8090;
    public static final int DEFAULT_MEDIA_PORT = EmbeddedConfig.DEFAULT_PORT;
    public static final String LOOPBACK = "127.0.0.1";

    public PlatformOptions {
        plainFrom = List.copyOf(plainFrom);
        jitsi = List.copyOf(jitsi);
    }

    /// A platform for tests and benches: nothing simulated, every port ephemeral.
    public static PlatformOptions quiet(Path data) {
        return new PlatformOptions(
                0, data, 0, 0, 0, 0, LOOPBACK, List.of(), List.of(), null, null, null, null, null,
                null);
    }

    /// Whether the web speaks TLS.
    public boolean tls() {
        return tlsCertificate != null || !isLoopback(bind);
    }

    static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("localhost") || address.equals("::1");
    }
}

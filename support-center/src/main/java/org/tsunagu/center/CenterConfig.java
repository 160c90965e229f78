// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Policy;
import org.tsunagu.center.mentoring.Room;
import org.tsunagu.center.ward.WardNames;

/// How the support center's server runs.
///
/// @param dataDir data folder; `door/` (tokens, sessions) and `audit/` are made in it
/// @param bind address to listen on
/// @param httpPort TCP port, 0 for any free one
/// @param publicUrl where browsers find this server, null to take address and port
/// @param tls certificate and key, null for plain HTTP
/// @param names facilities and beds as the site file names them
/// @param rooms mentoring rooms
/// @param policy which role may do what
/// @param ringBytes bound of the live rings of all beds together
/// @param version of the software
public record CenterConfig(
        Path dataDir,
        String bind,
        int httpPort,
        @Nullable String publicUrl,
        @Nullable TlsFiles tls,
        WardNames names,
        List<Room> rooms,
        Policy policy,
        long ringBytes,
        String version) {
    /// 1,000 beds with 30 s of four waveforms each need about half of it.
    public static final long DEFAULT_RING_BYTES = 1L << 30;

    public CenterConfig {
        if (httpPort < 0 || httpPort > 65_535) {
            throw new IllegalArgumentException("httpPort " + httpPort);
        }
        if (ringBytes <= 0) {
            throw new IllegalArgumentException("ringBytes " + ringBytes);
        }
        rooms = List.copyOf(rooms);
    }

    /// Loopback without TLS, everything else as shipped.
    public static CenterConfig local(Path dataDir, int httpPort, String version) {
        return new CenterConfig(
                dataDir,
                "127.0.0.1",
                httpPort,
                null,
                null,
                WardNames.NONE,
                List.of(),
                Policy.standard(),
                DEFAULT_RING_BYTES,
                version);
    }

    /// The same with these mentoring rooms.
    public CenterConfig with(List<Room> mentoringRooms) {
        return new CenterConfig(
                dataDir,
                bind,
                httpPort,
                publicUrl,
                tls,
                names,
                mentoringRooms,
                policy,
                ringBytes,
                version);
    }

    /// PEM files.
    public record TlsFiles(Path certificate, Path key) {}
}

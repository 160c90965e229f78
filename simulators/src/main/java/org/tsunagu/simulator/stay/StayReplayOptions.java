// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.stay;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.ward.BedId;

/// Which stays to send, and how.
///
/// @param path a stay's file, a folder of them or a `.tar.gz`
/// @param bed where the patient lies, for a single stay; null: `unit-RecordID`
/// @param admitted what 00:00 of every stay is; null: such that the last row of each is now
/// @param codes what laboratories call what they measured
/// @param host of the MLLP port
/// @param port of the MLLP port
/// @param connections stays on their way at the same time
public record StayReplayOptions(
        Path path,
        @Nullable BedId bed,
        @Nullable Instant admitted,
        StayCodes codes,
        String host,
        int port,
        int connections) {
    public static final int USUAL_CONNECTIONS = 32;

    /// Most connections; each has a stay in memory.
    public static final int MOST_CONNECTIONS = 256;

    public StayReplayOptions {
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("connections are 1 to " + MOST_CONNECTIONS);
        }
    }

    /// LOINC codes, beds of their own, the last row of each stay now.
    public static StayReplayOptions of(Path path, String host, int port) {
        return new StayReplayOptions(
                path, null, null, StayCodes.LOINC, host, port, USUAL_CONNECTIONS);
    }

    public StayReplayOptions bed(@Nullable BedId one) {
        return new StayReplayOptions(path, one, admitted, codes, host, port, connections);
    }

    public StayReplayOptions admitted(@Nullable Instant at) {
        return new StayReplayOptions(path, bed, at, codes, host, port, connections);
    }

    public StayReplayOptions codes(StayCodes spoken) {
        return new StayReplayOptions(path, bed, admitted, spoken, host, port, connections);
    }

    public StayReplayOptions connections(int most) {
        return new StayReplayOptions(path, bed, admitted, codes, host, port, most);
    }
}

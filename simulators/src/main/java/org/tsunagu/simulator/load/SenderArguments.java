// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.ward.BedId;

/// The command line of [SenderProcess]: `--name value` pairs.
///
/// @param url `--url ws://host:port`
/// @param token `--token`
/// @param source `--source`
/// @param epoch `--epoch`, of this run
/// @param beds `--beds a,b,…`, in turn
/// @param log `--log FILE`, appended to
/// @param frames `--frames`, how many in all
/// @param frameMillis `--frame-millis`, one each
/// @param seed `--seed` of the sample values
record SenderArguments(
        URI url,
        String token,
        SourceId source,
        long epoch,
        List<BedId> beds,
        Path log,
        long frames,
        long frameMillis,
        long seed) {
    private static final Set<String> NAMES =
            Set.of(
                    "--url",
                    "--token",
                    "--source",
                    "--epoch",
                    "--beds",
                    "--log",
                    "--frames",
                    "--frame-millis",
                    "--seed");

    static SenderArguments parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            given.put(arguments.get(i), arguments.get(i + 1));
        }
        if (!given.keySet().equals(NAMES) || arguments.size() != 2 * NAMES.size()) {
            throw new IllegalArgumentException("exactly these are needed: " + NAMES);
        }
        return new SenderArguments(
                URI.create(given.getOrDefault("--url", "")),
                given.getOrDefault("--token", ""),
                new SourceId(given.getOrDefault("--source", "")),
                Long.parseLong(given.getOrDefault("--epoch", "")),
                List.of(given.getOrDefault("--beds", "").split(",")).stream()
                        .map(BedId::new)
                        .toList(),
                Path.of(given.getOrDefault("--log", "")),
                Long.parseLong(given.getOrDefault("--frames", "")),
                Long.parseLong(given.getOrDefault("--frame-millis", "")),
                Long.parseLong(given.getOrDefault("--seed", "")));
    }
}

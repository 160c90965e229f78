// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.tsunagu.severity.model.ModelFile;

/// The training record of the shipped model.
final class ShippedRecord {
    private ShippedRecord() {}

    /// Whether any of these files is one that the shipped model learned from.
    static boolean trainedOn(List<Path> data) throws IOException {
        JsonNode known;
        try (InputStream in = ModelFile.class.getResourceAsStream(TrainingRecord.FILE)) {
            known = in == null ? null : new ObjectMapper().readTree(in).path("data");
        }
        if (known == null) {
            return false;
        }
        for (String hash : TrainingRecord.hashes(data).values()) {
            for (JsonNode each : known) {
                if (each.asText().equals(hash)) {
                    return true;
                }
            }
        }
        return false;
    }
}

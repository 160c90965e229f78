// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.model.ModelFile;
import org.tsunagu.severity.model.SeverityModel;

/// The shipped model, or the one of a folder.
final class ShippedOr {
    private ShippedOr() {}

    static SeverityModel ensemble(@Nullable Path folder) {
        return folder == null ? ModelFile.shipped() : read(folder, false);
    }

    static SeverityModel distilled(@Nullable Path folder) {
        return folder == null ? ModelFile.distilled() : read(folder, true);
    }

    private static SeverityModel read(Path folder, boolean distilled) {
        try {
            return distilled ? ModelFile.distilledIn(folder) : ModelFile.in(folder);
        } catch (IOException | IllegalArgumentException broken) {
            throw new SeverityFailed(
                    "There is no model in "
                            + folder
                            + " that this version can read ("
                            + broken.getMessage()
                            + "). Write one with: ./tsunagu severity train",
                    broken);
        }
    }
}

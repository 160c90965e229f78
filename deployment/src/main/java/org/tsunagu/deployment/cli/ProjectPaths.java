// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

import java.nio.file.Path;

/// Default paths are relative to the project, not to where the command was typed; given ones are
/// relative to where it was typed.
final class ProjectPaths {
    private static final String DATA_FOLDER = ".tsunagu";

    private ProjectPaths() {}

    /// A path below the project's own data folder counts from the project.
    static Path resolve(Path path) {
        return path.isAbsolute() || !path.startsWith(DATA_FOLDER)
                ? path.toAbsolutePath().normalize()
                : Path.of(System.getProperty("tsunagu.root", ".")).resolve(path).toAbsolutePath();
    }
}

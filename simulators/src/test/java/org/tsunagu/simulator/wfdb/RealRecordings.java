// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Where the real recordings are; tests that need them are skipped where they are not.
public final class RealRecordings {
    private RealRecordings() {}

    /// A record below the folder of WFDB recordings.
    public static Path record(String name) {
        Path root = Path.of(System.getProperty("tsunagu.root", "..")).toAbsolutePath().normalize();
        Path folder = root.resolveSibling("shared").resolve("data").resolve("wfdb");
        Assumptions.assumeTrue(
                Files.isDirectory(folder), "not proved here: no real recordings at " + folder);
        return folder.resolve(name);
    }
}

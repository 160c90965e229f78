// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// LightGBM's native library, loaded from a folder of its own. lightgbm4j unpacks it under a fixed
/// name in the common temporary folder: a second process would write over the code that the first
/// one runs, and anybody could put other code there.
public final class LightGbmLibrary {
    private static final String TEMPORARY = "java.io.tmpdir";

    private static boolean loaded;

    private LightGbmLibrary() {}

    /// @throws TrainingFailed saying what to install
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        String common = System.getProperty(TEMPORARY);
        try {
            Path own = Files.createTempDirectory("tsunagu-lightgbm");
            System.setProperty(TEMPORARY, own.toString());
            // The first touch of the class unpacks, so nothing of it may be asked before.
            LGBMBooster.loadNative();
            remove(own);
        } catch (IOException | UnsatisfiedLinkError missing) {
            throw new TrainingFailed(
                    "LightGBM's native library does not load: " + missing, missing);
        } finally {
            System.setProperty(TEMPORARY, common);
        }
        loaded = LGBMBooster.isNativeLoaded();
        if (!loaded) {
            throw new TrainingFailed(
                    "LightGBM wants the library libgomp. On Debian: apt-get install libgomp1",
                    null);
        }
    }

    /// Loaded code stays with its process when the files are gone.
    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

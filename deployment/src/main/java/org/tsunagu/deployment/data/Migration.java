// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// One step from a layout to the next. A step may be cut off anywhere and run again.
///
/// @param from the layout it starts from
/// @param description what it does, for a person
record Migration(int from, String description, Step step) {
    /// Moves the folder on.
    interface Step {
        void run(Path root) throws IOException;
    }

    static List<Migration> all() {
        return List.of(
                new Migration(
                        1,
                        "bed names move from bed-names.tsv to gateway/bed-names.tsv",
                        root -> move(root, "bed-names.tsv", "gateway/bed-names.tsv")));
    }

    /// Moves a file if it is still there; the target's folder is made.
    private static void move(Path root, String from, String to) throws IOException {
        Path source = root.resolve(from);
        Path target = root.resolve(to);
        Files.createDirectories(target.getParent());
        if (Files.exists(source)) {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}

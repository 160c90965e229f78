// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.site;

import java.nio.file.Path;
import java.util.List;

/// The site file has mistakes; all of them are named at once.
public final class SiteFileException extends RuntimeException {
    public SiteFileException(Path file, List<String> mistakes) {
        super(file + ":\n  " + String.join("\n  ", mistakes));
    }
}

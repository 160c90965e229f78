// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.site;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Files of the class path.
final class Resources {
    private Resources() {}

    /// Null when there is none; a folder is none. Blocks.
    static @Nullable Buffer read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return in == null ? null : Buffer.buffer(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException("reading " + name + " from the class path", broken);
        }
    }
}

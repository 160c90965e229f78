// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Test messages kept as data; `ORIGIN.md` beside them says where they come from.
public final class Fixtures {
    private Fixtures() {}

    public static String text(String path) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/" + path)) {
            if (in == null) {
                throw new AssertionError("no fixture " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}

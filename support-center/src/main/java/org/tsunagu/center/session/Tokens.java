// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The service token and the device token of a data folder: made once, readable by the owner only.
///
/// @param service for other programs of the operator
/// @param device for bedside gateways
public record Tokens(String service, String device) {
    private static final int SHORTEST = 32;

    /// Reads the tokens, or makes them. Blocks on the disk.
    ///
    /// @throws IOException when the folder cannot be read or written
    public static Tokens open(Path folder) throws IOException {
        return new Tokens(
                readOrMake(folder.resolve("service-token")),
                readOrMake(folder.resolve("device-token")));
    }

    public boolean isService(String presented) {
        return Secrets.same(presented, service);
    }

    public boolean isDevice(String presented) {
        return Secrets.same(presented, device);
    }

    @Override
    public String toString() {
        return "Tokens[…]";
    }

    private static String readOrMake(Path file) throws IOException {
        if (Files.exists(file)) {
            String token = Files.readString(file, StandardCharsets.US_ASCII).trim();
            if (token.length() < SHORTEST) {
                throw new IOException(file + " holds no token; remove it and start again");
            }
            return token;
        }
        String token = Secrets.generate();
        ForcedFile.replace(file, (token + "\n").getBytes(StandardCharsets.US_ASCII));
        return token;
    }
}

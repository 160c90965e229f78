// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a running platform tells other programs: every address, tokens, sign-in links. Readable by
/// its owner only, removed when the platform stops.
///
/// @param http base address of the web app and the API
/// @param mllp port of HL7 over MLLP
/// @param device port of the device stream
/// @param media UDP port of pictures and sound
/// @param serviceToken bearer token for the API
/// @param deviceToken bearer token for the device stream
/// @param links single-use sign-in links by role
public record ReadyFile(
        String http,
        int mllp,
        int device,
        int media,
        String serviceToken,
        String deviceToken,
        Map<String, String> links) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ReadyFile {
        links = Map.copyOf(links);
    }

    public void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("http", http);
        root.put("mllp", mllp);
        root.put("device", device);
        root.put("media", media);
        root.put("serviceToken", serviceToken);
        root.put("deviceToken", deviceToken);
        ObjectNode byRole = root.putObject("links");
        links.keySet().stream().sorted().forEach(role -> byRole.put(role, links.get(role)));
        DurableFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    }

    /// @throws DataFolderException when there is none or it cannot be understood; says what to do
    public static ReadyFile read(Path file) {
        if (!Files.exists(file)) {
            throw new DataFolderException(
                    "no running platform: "
                            + file
                            + " is not there. Start one with ./tsunagu up, or name another with"
                            + " --ready-file");
        }
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            Map<String, String> links = new LinkedHashMap<>();
            root.path("links")
                    .properties()
                    .forEach(link -> links.put(link.getKey(), link.getValue().asText()));
            return new ReadyFile(
                    root.required("http").asText(),
                    root.required("mllp").asInt(),
                    root.required("device").asInt(),
                    root.path("media").asInt(),
                    root.required("serviceToken").asText(),
                    root.required("deviceToken").asText(),
                    links);
        } catch (IOException | IllegalArgumentException broken) {
            throw new DataFolderException(
                    file + " is no ready file of Tsunagu: " + broken.getMessage(), broken);
        }
    }
}

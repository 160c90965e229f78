// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.site;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.code.LocalCode;
import org.tsunagu.video.bridge.RoomId;

/// Reads the site file (YAML). An unknown key is a mistake; every mistake is reported, not the
/// first.
public final class SiteFileReader {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> ACKNOWLEDGE = Set.of("message", "enhanced", "none");

    private final List<String> mistakes = new ArrayList<>();

    private final CameraKeys cameraKeys;

    private SiteFileReader(Path folder) {
        cameraKeys = new CameraKeys(folder, mistakes);
    }

    /// Reads `file`; a missing file is an empty site.
    ///
    /// @throws SiteFileException naming every mistake
    public static SiteFile read(Path file) {
        if (!Files.exists(file)) {
            return SiteFile.empty();
        }
        Path folder = file.toAbsolutePath().getParent();
        var reader = new SiteFileReader(folder == null ? file : folder);
        JsonNode root = reader.parse(file);
        SiteFile site = root == null ? SiteFile.empty() : reader.site(root);
        if (!reader.mistakes.isEmpty()) {
            throw new SiteFileException(file, reader.mistakes);
        }
        return site;
    }

    private @Nullable JsonNode parse(Path file) {
        try {
            JsonNode root = YAML.readTree(Files.readString(file));
            if (root == null || root.isMissingNode() || root.isNull()) {
                return null;
            }
            if (!root.isObject()) {
                mistakes.add("the file must be a map of keys");
                return null;
            }
            return root;
        } catch (JacksonException notYaml) {
            mistakes.add("is no YAML: " + notYaml.getOriginalMessage());
        } catch (IOException unreadable) {
            mistakes.add("cannot be read: " + unreadable.getMessage());
        }
        return null;
    }

    private SiteFile site(JsonNode root) {
        knowOnly(
                root,
                "",
                "timeZone",
                "defaultFacility",
                "facilities",
                "sources",
                "beds",
                "results",
                "severity",
                "rooms",
                "media");
        ZoneId zone = zone(root, "", "timeZone");
        return new SiteFile(
                zone == null ? ZoneOffset.UTC : zone,
                text(root, "", "defaultFacility"),
                list(root, "", "facilities", this::facility),
                list(root, "", "sources", this::source),
                list(root, "", "beds", this::bed),
                list(root, "", "results", this::result),
                severity(root.path("severity")),
                list(root, "", "rooms", this::room),
                mediaAddresses(root.path("media")));
    }

    private SiteFile.MentoringRoom room(JsonNode node, String at) {
        knowOnly(node, at, "id", "title", "bed", "cameras");
        String id = required(node, at, "id");
        if (!RoomId.isPlain(id) && node.has("id")) {
            mistakes.add(at + "id: '" + id + "' may have letters, digits, '.', '_' and '-' only");
        }
        String title = text(node, at, "title");
        List<SiteFile.Camera> cameras = list(node, at, "cameras", this::camera);
        cameraKeys.unique(at, cameras);
        return new SiteFile.MentoringRoom(
                id, title == null ? id : title, required(node, at, "bed"), cameras);
    }

    private SiteFile.Camera camera(JsonNode node, String at) {
        knowOnly(node, at, "source", "label", "url", "user", "passwordFile");
        return cameraKeys.camera(
                at,
                required(node, at, "source"),
                text(node, at, "label"),
                required(node, at, "url"),
                text(node, at, "user"),
                text(node, at, "passwordFile"));
    }

    private List<String> mediaAddresses(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isObject()) {
            mistakes.add("media: must be a map of keys");
            return List.of();
        }
        knowOnly(node, "media.", "addresses");
        List<String> addresses = new ArrayList<>();
        for (JsonNode address : node.path("addresses")) {
            if (isAddress(address.asText())) {
                addresses.add(address.asText());
            } else {
                mistakes.add(
                        "media.addresses: '"
                                + address.asText()
                                + "' is no IP address; for example 192.0.2.7");
            }
        }
        return addresses;
    }

    private static boolean isAddress(String text) {
        return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
    }

    private SiteFile.Facility facility(JsonNode node, String at) {
        knowOnly(node, at, "id", "name", "phone");
        return new SiteFile.Facility(
                required(node, at, "id"), text(node, at, "name"), text(node, at, "phone"));
    }

    private SiteFile.Source source(JsonNode node, String at) {
        knowOnly(node, at, "address", "facility", "timeZone", "acknowledge");
        String acknowledge = text(node, at, "acknowledge");
        if (acknowledge != null && !ACKNOWLEDGE.contains(acknowledge)) {
            mistakes.add(
                    at
                            + "acknowledge: '"
                            + acknowledge
                            + "' must be one of message, enhanced, none");
        }
        return new SiteFile.Source(
                required(node, at, "address"),
                text(node, at, "facility"),
                zone(node, at, "timeZone"),
                acknowledge);
    }

    private SiteFile.Bed bed(JsonNode node, String at) {
        knowOnly(node, at, "id", "facility", "unit", "room", "bed");
        return new SiteFile.Bed(
                required(node, at, "id"),
                text(node, at, "facility"),
                text(node, at, "unit"),
                text(node, at, "room"),
                required(node, at, "bed"));
    }

    private String result(JsonNode node, String at) {
        knowOnly(node, at, "code");
        String code = required(node, at, "code");
        if (code.indexOf(':') <= 0 && node.has("code")) {
            mistakes.add(at + "code: '" + code + "' is no system:code; for example 99LAB:10216");
        }
        return code;
    }

    private SiteFile.Severity severity(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return SiteFile.Severity.NOTHING;
        }
        if (!node.isObject()) {
            mistakes.add("severity: must be a map of keys");
            return SiteFile.Severity.NOTHING;
        }
        var severity = new SeverityKeys(mistakes);
        String at = "severity.";
        knowOnly(node, at, "codes", "units");
        List<SeverityKeys.Unit> units =
                list(
                        node,
                        at,
                        "units",
                        (unit, here) -> {
                            knowOnly(unit, here, "unit", "type");
                            return severity.unit(
                                    here,
                                    required(unit, here, "unit"),
                                    required(unit, here, "type"));
                        });
        List<LocalCode> codes =
                list(
                        node,
                        at,
                        "codes",
                        (code, here) -> {
                            knowOnly(code, here, "code", "input", "unit");
                            return severity.code(
                                    here,
                                    required(code, here, "code"),
                                    required(code, here, "input"),
                                    text(code, here, "unit"));
                        });
        return new SiteFile.Severity(codes, SeverityKeys.byName(units));
    }

    private <T> List<T> list(
            JsonNode root, String in, String key, BiFunction<JsonNode, String, T> element) {
        JsonNode node = root.path(key);
        List<T> elements = new ArrayList<>();
        if (node.isMissingNode() || node.isNull()) {
            return elements;
        }
        if (!node.isArray()) {
            mistakes.add(in + key + ": must be a list");
            return elements;
        }
        for (int i = 0; i < node.size(); i++) {
            if (node.get(i).isObject()) {
                elements.add(element.apply(node.get(i), in + key + "[" + i + "]."));
            } else {
                mistakes.add(in + key + "[" + i + "]: must be a map of keys");
            }
        }
        return elements;
    }

    private void knowOnly(JsonNode node, String at, String... keys) {
        for (var field : node.properties()) {
            if (!List.of(keys).contains(field.getKey())) {
                mistakes.add(
                        at
                                + field.getKey()
                                + ": is no key here; known are "
                                + String.join(", ", keys));
            }
        }
    }

    private @Nullable ZoneId zone(JsonNode node, String at, String key) {
        String name = text(node, at, key);
        if (name == null) {
            return null;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            mistakes.add(at + key + ": '" + name + "' is no time zone; for example Asia/Tokyo");
            return null;
        }
    }

    private String required(JsonNode node, String at, String key) {
        String value = text(node, at, key);
        if (value == null) {
            mistakes.add(at + key + ": is missing");
            return "?";
        }
        return value;
    }

    private @Nullable String text(JsonNode node, String at, String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isValueNode() || value.asText().isBlank()) {
            mistakes.add(at + key + ": must be a text");
            return null;
        }
        return value.asText();
    }
}

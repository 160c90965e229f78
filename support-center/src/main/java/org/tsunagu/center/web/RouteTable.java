// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every route there is. Pure. Parts of a path are split before they are decoded, so that an id may
/// hold any character.
public final class RouteTable {
    private static final String REST = "*}";

    private final List<Compiled> routes;

    private record Compiled(Route route, List<String> parts) {}

    /// Where a request goes.
    public sealed interface Match {
        record Found(Route route, Map<String, String> path) implements Match {
            public Found {
                path = Map.copyOf(path);
            }
        }

        record OtherMethods(List<String> allowed) implements Match {}

        record Nowhere() implements Match {}

        /// Not a path at all: a broken percent sign, for example.
        record Malformed() implements Match {}
    }

    public RouteTable(List<Route> routes) {
        this.routes =
                routes.stream()
                        .map(route -> new Compiled(route, List.of(route.template().split("/", -1))))
                        .toList();
    }

    public List<Route> routes() {
        return routes.stream().map(Compiled::route).toList();
    }

    /// Finds the first route of the table that fits.
    public Match match(String method, String rawPath) {
        List<String> parts = new ArrayList<>();
        for (String raw : rawPath.split("/", -1)) {
            String part = decode(raw);
            if (part == null) {
                return new Match.Malformed();
            }
            parts.add(part);
        }
        Set<String> allowed = new LinkedHashSet<>();
        for (Compiled candidate : routes) {
            Map<String, String> path = fit(candidate.parts(), parts);
            if (path != null) {
                if (candidate.route().method().equals(method)) {
                    return new Match.Found(candidate.route(), path);
                }
                allowed.add(candidate.route().method());
            }
        }
        return allowed.isEmpty()
                ? new Match.Nowhere()
                : new Match.OtherMethods(List.copyOf(allowed));
    }

    private static @Nullable Map<String, String> fit(List<String> template, List<String> parts) {
        Map<String, String> path = new LinkedHashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String wanted = template.get(i);
            if (wanted.endsWith(REST)) {
                String rest =
                        String.join("/", parts.subList(Math.min(i, parts.size()), parts.size()));
                path.put(wanted.substring(1, wanted.length() - REST.length()), rest);
                return path;
            }
            if (i >= parts.size()) {
                return null;
            }
            String part = parts.get(i);
            if (wanted.startsWith("{") && !part.isEmpty()) {
                path.put(wanted.substring(1, wanted.length() - 1), part);
            } else if (!wanted.equals(part)) {
                return null;
            }
        }
        return parts.size() == template.size() ? path : null;
    }

    /// Percent-decoding as UTF-8; `+` is a plus. Null when it is none.
    private static @Nullable String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        try {
            String bytes = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return null;
        }
    }
}

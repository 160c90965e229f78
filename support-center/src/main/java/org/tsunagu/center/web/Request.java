// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/// A request that found its route.
///
/// @param path the variable parts of the path, decoded
/// @param http the request itself, paused
/// @param body what came with it, empty where a route takes none; the handler's, not the locator's
public record Request(
        Visitor visitor,
        Map<String, String> path,
        Parameters query,
        HttpServerRequest http,
        Buffer body) {
    public Request {
        path = Map.copyOf(path);
    }

    Request with(Buffer whole) {
        return new Request(visitor, path, query, http, whole);
    }

    /// The path as it was asked, still encoded.
    public String address() {
        String raw = http.path();
        return raw == null ? "/" : raw;
    }

    /// A variable part of the path that the route's template names.
    public String part(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no part " + name);
        }
        return value;
    }
}

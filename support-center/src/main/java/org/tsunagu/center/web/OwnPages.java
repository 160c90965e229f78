// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/// Whether a request that changes something comes from a page of this server. A browser says so
/// with every request but plain looks; a program says nothing, and has no cookie that another
/// site's page could borrow.
public final class OwnPages {
    public static final Problem FOREIGN =
            new Problem(
                    403,
                    "origin",
                    "Another site's page may not do that",
                    "the Origin header must name this server",
                    "Origin",
                    List.of());

    private OwnPages() {}

    public static boolean isOurs(HttpServerRequest http) {
        String origin = http.getHeader(HttpHeaders.ORIGIN);
        return origin == null || isThisServer(http, origin);
    }

    /// Whether an origin names the server that was asked.
    public static boolean isThisServer(HttpServerRequest http, String origin) {
        String host = http.getHeader(HttpHeaders.HOST);
        String ours = (http.isSSL() ? "https://" : "http://") + host;
        return origin.equalsIgnoreCase(ours);
    }
}

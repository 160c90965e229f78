// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import java.util.List;

/// Every route there is, each with its door; the first that fits answers.
public record RouteTable(List<Route> routes) {
    public RouteTable {
        routes = List.copyOf(routes);
    }

    /// What may be done at an address, in the order of the table: Vert.x Web knows, but does not
    /// tell its error handlers.
    List<String> methodsAt(String path) {
        return routes.stream()
                .filter(route -> path.matches(PathTemplate.regex(route.template())))
                .map(Route::method)
                .distinct()
                .toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private static Route route(String method, String template) {
        return Route.open(
                method, template, "a test", _ -> Future.succeededFuture(Answer.empty(204)));
    }

    private final RouteTable table =
            new RouteTable(
                    List.of(
                            route("GET", "/"),
                            route("GET", "/beds/{bed}"),
                            route("POST", "/beds/{bed}"),
                            route("GET", "/beds/{bed}/numerics"),
                            route("GET", "/assets/{name*}")));

    private Map<String, String> path(String address) {
        RouteTable.Match match = table.match("GET", address);
        assertThat(match).as(address).isInstanceOf(RouteTable.Match.Found.class);
        return ((RouteTable.Match.Found) match).path();
    }

    @Test
    void partsAreSplitBeforeTheyAreDecoded() {
        assertThat(path("/beds/a%2Fb")).containsEntry("bed", "a/b");
        assertThat(path("/beds/a%3Ab%20c+d/numerics")).containsEntry("bed", "a:b c+d");
        assertThat(path("/beds/%E5%8C%97%E9%87%8E")).containsEntry("bed", "北野");
        assertThat(path("/beds/%252F")).containsEntry("bed", "%2F");
    }

    @Test
    void theRestMayHoldSlashes() {
        assertThat(path("/assets/a/b.js")).containsEntry("name", "a/b.js");
    }

    @Test
    void otherMethodsAreNamed() {
        assertThat(table.match("DELETE", "/beds/x"))
                .isEqualTo(new RouteTable.Match.OtherMethods(List.of("GET", "POST")));
    }

    @Test
    void nothingElseFits() {
        for (String address : List.of("/beds", "/beds/", "/beds/x/", "/beds/x/y", "", "//", "/x")) {
            assertThat(table.match("GET", address))
                    .as(address)
                    .isInstanceOf(RouteTable.Match.Nowhere.class);
        }
    }

    @Test
    void brokenPercentSignsAreNoPath() {
        for (String address : List.of("/beds/%", "/beds/%Z1", "/beds/%C3%28", "/beds/%FF")) {
            assertThat(table.match("GET", address))
                    .as(address)
                    .isInstanceOf(RouteTable.Match.Malformed.class);
        }
    }
}

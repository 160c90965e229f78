// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.site;

import java.util.function.Supplier;

/// One part that must work before the platform counts as ready.
///
/// @param name `journal`, `store`, …
/// @param state how it is right now; may block
public record HealthCheck(String name, Supplier<State> state) {
    /// How a part is.
    ///
    /// @param detail in words: what is wrong and what to do, or what a healthy part has to say of
    ///     itself
    public record State(boolean ok, String detail) {
        public static State well(String detail) {
            return new State(true, detail);
        }

        public static State trouble(String detail) {
            return new State(false, detail);
        }
    }
}

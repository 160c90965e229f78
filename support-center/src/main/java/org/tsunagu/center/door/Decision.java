// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.door;

/// The answer of the door.
public sealed interface Decision {
    record Permit() implements Decision {}

    /// @param reason why not, in words for a person: who may allow it
    record Deny(String reason) implements Decision {}

    default boolean permitted() {
        return switch (this) {
            case Permit _ -> true;
            case Deny _ -> false;
        };
    }
}

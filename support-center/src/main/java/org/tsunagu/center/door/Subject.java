// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.door;

import java.util.List;

/// Who asks.
public sealed interface Subject {
    /// A signed-in person.
    ///
    /// @param id account name; never a patient's
    /// @param grants roles per facility
    record Person(String id, List<Grant> grants) implements Subject {
        public Person {
            grants = List.copyOf(grants);
        }
    }

    /// Another program of the operator, by the service token.
    record Service(String name) implements Subject {}

    /// A device gateway, by the device token.
    record Device(String source) implements Subject {}

    /// An encoder or a player, by a media token.
    ///
    /// @param maker who made the token, as labelled here
    /// @param token its id
    /// @param action the one thing it is for; the room and the source are the token's affair
    /// @param expired whether its time is over
    record Media(String maker, String token, Action action, boolean expired) implements Subject {}

    /// A camera the site file names; what it is asked for and where stands there.
    ///
    /// @param source `room/source`
    record Camera(String source) implements Subject {}

    /// Nobody that is known.
    ///
    /// @param loopback whether the request came from this very machine
    record Unknown(boolean loopback) implements Subject {}

    /// How audit records and logs name it.
    default String label() {
        return switch (this) {
            case Person(String id, _) -> "person:" + id;
            case Service(String name) -> "service:" + name;
            case Device(String source) -> "device:" + source;
            case Media(String maker, String token, _, _) -> "media:" + token + " by " + maker;
            case Camera(String source) -> "camera:" + source;
            case Unknown _ -> "unknown";
        };
    }
}

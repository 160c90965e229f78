// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.door;

import java.util.Locale;

/// What for.
public enum Purpose {
    CARE,
    MENTORING,
    /// Keeping devices, links and the platform alive.
    TECHNICAL,
    /// A program of the operator acts.
    AUTOMATION;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The purpose a subject has when it states none: the one of its first role.
    public static Purpose of(Subject subject) {
        return switch (subject) {
            case Subject.Person person ->
                    person.grants().isEmpty()
                            ? CARE
                            : switch (person.grants().getFirst().role()) {
                                case INTENSIVIST, NURSE -> CARE;
                                case MENTOR -> MENTORING;
                                case TECHNICIAN -> TECHNICAL;
                            };
            case Subject.Service _, Subject.Media _ -> AUTOMATION;
            case Subject.Device _, Subject.Camera _, Subject.Unknown _ -> TECHNICAL;
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.session;

import java.time.Duration;
import java.time.Instant;
import org.tsunagu.center.door.Subject;

/// A signed-in person.
///
/// @param idHash SHA-256 of the cookie's value, which itself is nowhere kept
/// @param lastSeenAt last thing the person did, not the page by itself
public record Session(String idHash, Subject.Person person, Instant createdAt, Instant lastSeenAt) {
    /// Without anything done for so long, the session ends.
    public static final Duration IDLE_LIMIT = Duration.ofHours(12);

    /// So long after signing in, the session ends.
    public static final Duration ABSOLUTE_LIMIT = Duration.ofDays(7);

    boolean endedAt(Instant now) {
        return now.isAfter(lastSeenAt.plus(IDLE_LIMIT))
                || now.isAfter(createdAt.plus(ABSOLUTE_LIMIT));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.session;

import java.time.Duration;
import java.time.Instant;
import org.tsunagu.center.door.Subject;

/// An invitation that signs in once.
///
/// @param tokenHash SHA-256 of the token in the address, which itself is nowhere kept
record SignInLink(String tokenHash, Subject.Person person, Instant expiresAt) {
    static final Duration LIFETIME = Duration.ofHours(24);
}

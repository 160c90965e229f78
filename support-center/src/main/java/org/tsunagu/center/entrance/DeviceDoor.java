// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.entrance;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.audit.AuditEntry;
import org.tsunagu.center.audit.AuditLog;
import org.tsunagu.center.door.AccessDecision;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Policy;
import org.tsunagu.center.door.Purpose;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.session.Tokens;

/// The door for the device port. Thread-safe, answers from memory; the record follows within the
/// audit's next force, because a monitor must not wait for our disk to be let in.
public final class DeviceDoor {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceDoor.class);

    private final Tokens tokens;
    private final Policy policy;
    private final AuditLog audit;

    public DeviceDoor(Tokens tokens, Policy policy, AuditLog audit) {
        this.tokens = tokens;
        this.policy = policy;
        this.audit = audit;
    }

    /// Whether the bearer of this token may connect a device.
    ///
    /// @param bearer what stands after `Bearer`, null without one
    /// @param remote numeric address of the device
    public boolean mayConnect(@Nullable String bearer, String remote) {
        Subject subject =
                bearer != null && tokens.isDevice(bearer)
                        ? new Subject.Device("device-token")
                        : new Subject.Unknown(false);
        Purpose purpose = Purpose.of(subject);
        Decision decision =
                AccessDecision.decide(
                        subject, Action.CONNECT_DEVICE, Resource.PLATFORM, purpose, policy);
        audit.append(
                        new AuditEntry(
                                subject,
                                Action.CONNECT_DEVICE,
                                Resource.PLATFORM,
                                purpose,
                                decision,
                                remote))
                .onFailure(failure -> LOG.warn("a device at the door was not recorded", failure));
        return decision.permitted();
    }
}

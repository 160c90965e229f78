// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.entrance;

import io.vertx.core.Future;
import org.tsunagu.center.audit.AuditEntry;
import org.tsunagu.center.audit.AuditLog;
import org.tsunagu.center.door.AccessDecision;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Policy;
import org.tsunagu.center.door.Purpose;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.door.Subject;
import org.tsunagu.telemetry.ward.BedId;

/// The door for cameras of the site file: each time one begins to publish, the audit says so before
/// its pictures are shown.
public final class SiteCameras {
    private final Policy policy;
    private final AuditLog audit;

    public SiteCameras(Policy policy, AuditLog audit) {
        this.policy = policy;
        this.audit = audit;
    }

    /// @param source `room/source`
    /// @param bed of the room
    /// @param remote where the camera is
    /// @return completes when its pictures may be shown; fails with
    ///     [org.tsunagu.center.audit.AuditUnavailable]
    public Future<Void> begin(String source, BedId bed, String remote) {
        var subject = new Subject.Camera(source);
        Purpose purpose = Purpose.of(subject);
        Resource resource = Resource.of(bed);
        Decision decision =
                AccessDecision.decide(subject, Action.PUBLISH_SOURCE, resource, purpose, policy);
        Future<Void> recorded =
                audit.append(
                        new AuditEntry(
                                subject,
                                Action.PUBLISH_SOURCE,
                                resource,
                                purpose,
                                decision,
                                remote));
        return switch (decision) {
            case Decision.Permit _ -> recorded;
            case Decision.Deny(String reason) ->
                    recorded.compose(_ -> Future.failedFuture(new SecurityException(reason)));
        };
    }
}

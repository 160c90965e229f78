// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.tsunagu.center.audit.AuditEntry;
import org.tsunagu.center.audit.AuditLog;
import org.tsunagu.center.door.AccessDecision;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Policy;
import org.tsunagu.center.door.Purpose;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.door.Subject;

/// Asks the door and writes the audit, before anything is answered.
public final class Guard {
    /// Denials of strangers recorded per second; beyond it they are turned away unrecorded with
    /// 429, so that nobody fills the disk from outside.
    public static final int STRANGERS_PER_SECOND = 50;

    private final AuditLog audit;
    private final Policy policy;
    private final InstantSource clock;
    private long second;
    private int strangers;

    public Guard(AuditLog audit, Policy policy, InstantSource clock) {
        this.audit = audit;
        this.policy = policy;
        this.clock = clock;
    }

    /// Decides about every resource and records it.
    ///
    /// @return the first denial, or the permit; fails with
    ///     [org.tsunagu.center.audit.AuditUnavailable], or with [Refusal] for a flood of strangers
    public Future<Decision> ask(Visitor visitor, Action action, List<Resource> resources) {
        Subject subject = visitor.subject();
        Purpose purpose = Purpose.of(subject);
        Decision outcome = new Decision.Permit();
        List<Future<?>> records = new ArrayList<>();
        for (Resource resource : resources) {
            Decision decision = AccessDecision.decide(subject, action, resource, purpose, policy);
            if (!decision.permitted() && outcome.permitted()) {
                outcome = decision;
            }
            if (!decision.permitted() || action.recordedWhenPermitted()) {
                if (isStranger(subject) && isFlood()) {
                    return Future.failedFuture(
                            new Refusal(Problem.tooMany("too many requests without a session")));
                }
                records.add(
                        audit.append(
                                new AuditEntry(
                                        subject,
                                        action,
                                        resource,
                                        purpose,
                                        decision,
                                        visitor.remote())));
            }
        }
        Decision answer = outcome;
        return records.isEmpty()
                ? Future.succeededFuture(answer)
                : Future.all(records).map(_ -> answer);
    }

    /// Records that somebody whom the door would let in was turned away for another reason.
    public Future<Void> refuse(Visitor visitor, Action action, Problem why) {
        Subject subject = visitor.subject();
        return audit.append(
                        new AuditEntry(
                                subject,
                                action,
                                Resource.PLATFORM,
                                Purpose.of(subject),
                                new Decision.Deny(why.kind() + ": " + why.detail()),
                                visitor.remote()))
                .mapEmpty();
    }

    /// For requests that change something: the session's cookie is not sent with another site's
    /// request; this is the second lock.
    ///
    /// @return fails with [Refusal] and is recorded when the request comes from another site's page
    public Future<Void> fromOurPages(Request request, Action action) {
        return OwnPages.isOurs(request.http())
                ? Future.succeededFuture()
                : refuse(request.visitor(), action, OwnPages.FOREIGN)
                        .compose(_ -> Future.failedFuture(new Refusal(OwnPages.FOREIGN)));
    }

    /// Decides without a record: for what was recorded when it began.
    public boolean permits(Visitor visitor, Action action, Resource resource) {
        Subject subject = visitor.subject();
        return AccessDecision.decide(subject, action, resource, Purpose.of(subject), policy)
                .permitted();
    }

    /// Asks for a request's route.
    ///
    /// @return fails with [Refusal] when the door stays closed
    Future<Void> pass(Request request, Route.Access.Asked access) {
        return access.locator()
                .locate(request)
                .compose(resources -> ask(request.visitor(), access.action(), resources))
                .compose(decision -> admit(request.http(), request.visitor(), decision));
    }

    private static Future<Void> admit(HttpServerRequest http, Visitor visitor, Decision decision) {
        return switch (decision) {
            case Decision.Permit _ -> Future.succeededFuture();
            case Decision.Deny(String reason) -> {
                boolean stranger = isStranger(visitor.subject());
                if (stranger) {
                    http.response().putHeader("WWW-Authenticate", "Bearer realm=\"tsunagu\"");
                }
                yield Future.failedFuture(
                        new Refusal(stranger ? Problem.signIn(reason) : Problem.denied(reason)));
            }
        };
    }

    /// Whoever must identify anew (RFC 6750, section 3.1).
    private static boolean isStranger(Subject subject) {
        return switch (subject) {
            case Subject.Unknown _ -> true;
            case Subject.Media media -> media.expired();
            case Subject.Person _, Subject.Service _, Subject.Device _, Subject.Camera _ -> false;
        };
    }

    private synchronized boolean isFlood() {
        long now = clock.instant().getEpochSecond();
        if (now != second) {
            second = now;
            strangers = 0;
        }
        strangers++;
        return strangers > STRANGERS_PER_SECOND;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.door;

import java.util.EnumSet;
import java.util.Set;

/// The one door. Pure: the same question has the same answer, and nothing else decides.
public final class AccessDecision {
    private static final Set<Action> FOR_SERVICES =
            EnumSet.complementOf(
                    EnumSet.of(
                            Action.SIGN_IN,
                            Action.SIGN_OUT,
                            Action.CONNECT_DEVICE,
                            // In a room are persons; a program comes in by a media token.
                            Action.JOIN_ROOM,
                            Action.VIEW_SOURCE,
                            Action.PUBLISH_SOURCE,
                            Action.SPEAK,
                            Action.DRAW,
                            // An entry says which person looked.
                            Action.ENTER_RESULT,
                            Action.WITHDRAW_RESULT_OF_OTHERS));
    private static final Decision PERMIT = new Decision.Permit();
    private static final Decision NOBODY =
            new Decision.Deny("sign in first: ask the operator for a sign-in link");
    private static final Decision NOT_A_DEVICE =
            new Decision.Deny("a device token opens the device stream and nothing else");

    private static final Decision EXPIRED =
            new Decision.Deny("this token has expired: a technician makes a new one");
    private static final Decision NOT_FOR_THIS =
            new Decision.Deny("a media token opens its one source in its one direction");

    private static final Decision ONLY_PICTURES =
            new Decision.Deny("a camera of the site file publishes its pictures and nothing else");

    private AccessDecision() {}

    /// @param purpose what for
    public static Decision decide(
            Subject subject, Action action, Resource resource, Purpose purpose, Policy policy) {
        return switch (subject) {
            case Subject.Person person -> ofPerson(person, action, resource, purpose, policy);
            case Subject.Service _ ->
                    FOR_SERVICES.contains(action)
                            ? PERMIT
                            : new Decision.Deny("the service token does not serve for this");
            case Subject.Device _ -> action == Action.CONNECT_DEVICE ? PERMIT : NOT_A_DEVICE;
            case Subject.Media media -> ofMedia(media, action);
            case Subject.Camera _ -> action == Action.PUBLISH_SOURCE ? PERMIT : ONLY_PICTURES;
            case Subject.Unknown(boolean loopback) ->
                    action == Action.READ_METRICS && loopback ? PERMIT : NOBODY;
        };
    }

    private static Decision ofMedia(Subject.Media media, Action action) {
        if (media.expired()) {
            return EXPIRED;
        }
        return action == media.action() ? PERMIT : NOT_FOR_THIS;
    }

    private static Decision ofPerson(
            Subject.Person person,
            Action action,
            Resource resource,
            Purpose purpose,
            Policy policy) {
        boolean roleMay = false;
        for (Grant grant : person.grants()) {
            if (policy.allows(grant.role(), action, purpose)) {
                roleMay = true;
                if (!resource.placed() || grant.where().covers(resource)) {
                    return PERMIT;
                }
            }
        }
        return new Decision.Deny(
                roleMay
                        ? "no role at this facility: its administrator gives roles"
                        : "this role may not do that: the operator gives roles");
    }
}

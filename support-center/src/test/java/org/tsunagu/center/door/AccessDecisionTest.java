// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.FacilityId;

class AccessDecisionTest {
    private static final Policy POLICY = Policy.standard();
    private static final Resource AT_A = Resource.of(new BedId("a:ICU-1"));
    private static final Resource AT_B = Resource.of(new BedId("b:ICU-1"));
    private static final Resource NOWHERE = Resource.of(new BedId("ICU-1"));

    private static Subject.Person person(Role role, Where where) {
        return new Subject.Person("p", List.of(new Grant(role, where)));
    }

    private static boolean may(Subject subject, Action action, Resource resource) {
        return AccessDecision.decide(subject, action, resource, Purpose.of(subject), POLICY)
                .permitted();
    }

    private static Set<Action> permitted(Subject subject, Resource resource) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        for (Action action : Action.values()) {
            if (may(subject, action, resource)) {
                actions.add(action);
            }
        }
        return actions;
    }

    @Test
    void everyRoleMayDoExactlyWhatTheTableSays() {
        Where all = new Where.Everywhere();
        Set<Action> own =
                EnumSet.of(
                        Action.SIGN_IN,
                        Action.SIGN_OUT,
                        Action.READ_SELF,
                        Action.CONNECT_LIVE,
                        Action.LOOK_BOARD,
                        Action.LOOK_BED);
        Set<Action> care = EnumSet.copyOf(own);
        care.addAll(
                Set.of(
                        Action.SUBSCRIBE_BOARD,
                        Action.SUBSCRIBE_BED,
                        Action.LOOK_HISTORY,
                        Action.LOOK_ENCOUNTER,
                        Action.LOOK_PERSON,
                        Action.LOOK_SOURCES,
                        Action.LOOK_ANOMALIES,
                        Action.ENTER_RESULT,
                        Action.LOOK_ROOMS,
                        Action.JOIN_ROOM,
                        Action.VIEW_SOURCE,
                        Action.PUBLISH_SOURCE,
                        Action.SPEAK,
                        Action.DRAW));
        assertThat(permitted(person(Role.NURSE, all), AT_A)).isEqualTo(care);
        Set<Action> lead = EnumSet.copyOf(care);
        lead.add(Action.WITHDRAW_RESULT_OF_OTHERS);
        assertThat(permitted(person(Role.INTENSIVIST, all), AT_A)).isEqualTo(lead);
        Set<Action> mentor = EnumSet.copyOf(care);
        mentor.removeAll(
                Set.of(
                        Action.LOOK_PERSON,
                        Action.LOOK_ANOMALIES,
                        Action.ENTER_RESULT,
                        Action.PUBLISH_SOURCE));
        assertThat(permitted(person(Role.MENTOR, all), AT_A)).isEqualTo(mentor);
        Set<Action> technician = EnumSet.copyOf(own);
        technician.addAll(
                Set.of(
                        Action.SUBSCRIBE_BOARD,
                        Action.LOOK_SOURCES,
                        Action.LOOK_ANOMALIES,
                        Action.READ_METRICS,
                        Action.LOOK_ROOMS,
                        Action.MAKE_MEDIA_TOKEN));
        assertThat(permitted(person(Role.TECHNICIAN, all), AT_A)).isEqualTo(technician);
    }

    @Test
    void aRoleHoldsAtItsFacilityAndNowhereElse() {
        Subject nurse = person(Role.NURSE, new Where.At(new FacilityId("a")));
        assertThat(may(nurse, Action.LOOK_BED, AT_A)).isTrue();
        assertThat(may(nurse, Action.LOOK_BED, AT_B)).isFalse();
        assertThat(may(nurse, Action.LOOK_BED, NOWHERE)).isFalse();
        assertThat(may(nurse, Action.LOOK_ENCOUNTER, Resource.of(new EncounterId("V1")))).isFalse();
        assertThat(may(nurse, Action.LOOK_BOARD, Resource.PLATFORM)).isTrue();
    }

    @Test
    void bedsWithoutAFacilityAreAPlaceOfTheirOwn() {
        Subject nurse = person(Role.NURSE, new Where.WithoutFacility());
        assertThat(may(nurse, Action.LOOK_BED, NOWHERE)).isTrue();
        assertThat(may(nurse, Action.LOOK_BED, AT_A)).isFalse();
    }

    @Test
    void oneOfSeveralRolesSuffices() {
        Subject both =
                new Subject.Person(
                        "p",
                        List.of(
                                new Grant(Role.NURSE, new Where.At(new FacilityId("a"))),
                                new Grant(Role.NURSE, new Where.At(new FacilityId("b")))));
        assertThat(may(both, Action.LOOK_HISTORY, AT_A)).isTrue();
        assertThat(may(both, Action.LOOK_HISTORY, AT_B)).isTrue();
        assertThat(may(both, Action.LOOK_HISTORY, NOWHERE)).isFalse();
    }

    @Test
    void aPurposeTheRoleDoesNotHaveIsDenied() {
        Subject nurse = person(Role.NURSE, new Where.Everywhere());
        assertThat(AccessDecision.decide(nurse, Action.LOOK_BED, AT_A, Purpose.MENTORING, POLICY))
                .isInstanceOf(Decision.Deny.class);
    }

    @Test
    void aDeviceConnectsAndSeesNothing() {
        assertThat(permitted(new Subject.Device("x"), AT_A)).containsExactly(Action.CONNECT_DEVICE);
    }

    @Test
    void aMediaTokenOpensItsOneThingUntilItExpires() {
        Subject encoder = new Subject.Media("person:t", "x", Action.PUBLISH_SOURCE, false);
        assertThat(permitted(encoder, AT_A)).containsExactly(Action.PUBLISH_SOURCE);
        Subject late = new Subject.Media("person:t", "x", Action.PUBLISH_SOURCE, true);
        assertThat(permitted(late, AT_A)).isEmpty();
    }

    @Test
    void aCameraOfTheSiteFilePublishesAndSeesNothing() {
        assertThat(permitted(new Subject.Camera("or-1/ceiling"), AT_A))
                .containsExactly(Action.PUBLISH_SOURCE);
    }

    @Test
    void aStrangerMayReadMetricsOnThisMachineOnly() {
        assertThat(permitted(new Subject.Unknown(true), Resource.PLATFORM))
                .containsExactly(Action.READ_METRICS);
        assertThat(permitted(new Subject.Unknown(false), Resource.PLATFORM)).isEmpty();
    }

    @Test
    void aServiceIsNoPersonAndNoDevice() {
        assertThat(permitted(new Subject.Service("s"), AT_A))
                .doesNotContain(Action.SIGN_IN, Action.SIGN_OUT, Action.CONNECT_DEVICE)
                .contains(Action.INVITE, Action.LOOK_BED, Action.READ_METRICS)
                .contains(Action.LOOK_ROOMS, Action.MAKE_MEDIA_TOKEN)
                .doesNotContain(Action.JOIN_ROOM, Action.DRAW, Action.SPEAK);
    }

    @Test
    void aDenialSaysWhoMayAllowIt() {
        Subject mentor = person(Role.MENTOR, new Where.Everywhere());
        Decision decision =
                AccessDecision.decide(mentor, Action.LOOK_PERSON, AT_A, Purpose.of(mentor), POLICY);
        assertThat(decision).isInstanceOf(Decision.Deny.class);
        assertThat(((Decision.Deny) decision).reason()).contains("operator");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.door;

import static org.tsunagu.center.door.Action.*;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Which role may do what, and for which purposes. Data, so that a site can be given another.
public record Policy(Map<Role, Set<Action>> actions, Map<Role, Set<Purpose>> purposes) {
    private static final Set<Action> EVERYBODY =
            Set.of(SIGN_IN, SIGN_OUT, READ_SELF, CONNECT_LIVE, LOOK_BOARD, LOOK_BED);

    public Policy {
        actions = Map.copyOf(actions);
        purposes = Map.copyOf(purposes);
    }

    /// What Tsunagu ships with. Nurses and intensivists may enter results; what somebody else
    /// entered is taken back by an intensivist. A mentor sees vitals and history, not who the
    /// patient is, and in rooms is heard and draws without sending a camera; a technician sees
    /// beds, links and which rooms there are, not the past of a patient and no picture.
    public static Policy standard() {
        Map<Role, Set<Action>> actions = new EnumMap<>(Role.class);
        Set<Action> care =
                with(
                        SUBSCRIBE_BOARD,
                        SUBSCRIBE_BED,
                        LOOK_HISTORY,
                        LOOK_ENCOUNTER,
                        LOOK_PERSON,
                        LOOK_SOURCES,
                        LOOK_ANOMALIES,
                        ENTER_RESULT,
                        LOOK_ROOMS,
                        JOIN_ROOM,
                        VIEW_SOURCE,
                        PUBLISH_SOURCE,
                        SPEAK,
                        DRAW);
        Set<Action> lead = EnumSet.copyOf(care);
        lead.add(WITHDRAW_RESULT_OF_OTHERS);
        actions.put(Role.INTENSIVIST, lead);
        actions.put(Role.NURSE, care);
        actions.put(
                Role.MENTOR,
                with(
                        SUBSCRIBE_BOARD,
                        SUBSCRIBE_BED,
                        LOOK_HISTORY,
                        LOOK_ENCOUNTER,
                        LOOK_SOURCES,
                        LOOK_ROOMS,
                        JOIN_ROOM,
                        VIEW_SOURCE,
                        SPEAK,
                        DRAW));
        actions.put(
                Role.TECHNICIAN,
                with(
                        SUBSCRIBE_BOARD,
                        LOOK_SOURCES,
                        LOOK_ANOMALIES,
                        READ_METRICS,
                        LOOK_ROOMS,
                        MAKE_MEDIA_TOKEN));
        Map<Role, Set<Purpose>> purposes = new EnumMap<>(Role.class);
        purposes.put(Role.INTENSIVIST, EnumSet.of(Purpose.CARE));
        purposes.put(Role.NURSE, EnumSet.of(Purpose.CARE));
        purposes.put(Role.MENTOR, EnumSet.of(Purpose.MENTORING));
        purposes.put(Role.TECHNICIAN, EnumSet.of(Purpose.TECHNICAL));
        return new Policy(actions, purposes);
    }

    boolean allows(Role role, Action action, Purpose purpose) {
        return actions.getOrDefault(role, Set.of()).contains(action)
                && purposes.getOrDefault(role, Set.of()).contains(purpose);
    }

    private static Set<Action> with(Action... more) {
        EnumSet<Action> all = EnumSet.copyOf(EVERYBODY);
        all.addAll(Set.of(more));
        return all;
    }
}

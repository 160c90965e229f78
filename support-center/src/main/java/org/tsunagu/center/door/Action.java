// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.door;

/// What somebody may want to do. Every route and every subscription names exactly one.
public enum Action {
    LOOK_BOARD(Trace.EVERY_TIME),
    LOOK_BED(Trace.EVERY_TIME),
    LOOK_HISTORY(Trace.EVERY_TIME),
    LOOK_ENCOUNTER(Trace.EVERY_TIME),
    /// The name, birth date and sex of the person of an encounter.
    LOOK_PERSON(Trace.EVERY_TIME),
    LOOK_SOURCES(Trace.EVERY_TIME),
    LOOK_ANOMALIES(Trace.EVERY_TIME),
    /// Entering what no device sends, and taking one's own entry back.
    ENTER_RESULT(Trace.EVERY_TIME),
    WITHDRAW_RESULT_OF_OTHERS(Trace.EVERY_TIME),
    SUBSCRIBE_BOARD(Trace.EVERY_TIME),
    SUBSCRIBE_BED(Trace.EVERY_TIME),
    /// Making a sign-in link for somebody else.
    INVITE(Trace.EVERY_TIME),
    /// Using a sign-in link, as the person it names.
    SIGN_IN(Trace.EVERY_TIME),
    SIGN_OUT(Trace.EVERY_TIME),
    CONNECT_DEVICE(Trace.EVERY_TIME),
    /// Opening the live socket; each subscription on it is asked and recorded by itself.
    CONNECT_LIVE(Trace.DENIALS),
    /// Which rooms there are, and what is sent in them.
    LOOK_ROOMS(Trace.EVERY_TIME),
    /// Being in a room: hearing who is there and what is drawn.
    JOIN_ROOM(Trace.EVERY_TIME),
    /// Seeing and hearing one source.
    VIEW_SOURCE(Trace.EVERY_TIME),
    /// Sending a camera.
    PUBLISH_SOURCE(Trace.EVERY_TIME),
    /// Sending one's own voice.
    SPEAK(Trace.EVERY_TIME),
    /// Drawing, clearing, freezing. Each stroke stands in the journal with its account.
    DRAW(Trace.DENIALS),
    /// Making a token by which an encoder or a player comes in.
    MAKE_MEDIA_TOKEN(Trace.EVERY_TIME),
    /// One's own name and role.
    READ_SELF(Trace.DENIALS),
    READ_METRICS(Trace.DENIALS);

    private final Trace trace;

    Action(Trace trace) {
        this.trace = trace;
    }

    /// Whether a permitted one is recorded too; a denial always is.
    public boolean recordedWhenPermitted() {
        return trace == Trace.EVERY_TIME;
    }

    private enum Trace {
        EVERY_TIME,
        /// Nothing about a patient is seen.
        DENIALS
    }
}

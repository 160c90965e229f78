// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Grant;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.door.Where;
import org.tsunagu.center.fake.TestClock;
import org.tsunagu.telemetry.ward.FacilityId;

class SessionsTest {
    private static final Subject.Person NURSE =
            new Subject.Person(
                    "n",
                    List.of(
                            new Grant(Role.NURSE, new Where.At(new FacilityId("a"))),
                            new Grant(Role.MENTOR, new Where.WithoutFacility()),
                            new Grant(Role.TECHNICIAN, new Where.Everywhere())));

    @TempDir Path folder;
    private final TestClock clock = new TestClock();
    private Sessions sessions;

    @BeforeEach
    void open() throws Exception {
        sessions = Sessions.open(clock, folder);
    }

    @Test
    void aLinkSignsInOnce() throws Exception {
        String token = sessions.invite(NURSE);
        Sessions.SignedIn first = sessions.signIn(token);
        assertThat(first).isNotNull();
        assertThat(sessions.signIn(token)).isNull();
        assertThat(sessions.seen(first.cookie()).person()).isEqualTo(NURSE);
    }

    @Test
    void aLinkEndsAfterADay() throws Exception {
        String token = sessions.invite(NURSE);
        clock.advance(Duration.ofHours(24).plusSeconds(1));
        assertThat(sessions.invited(token)).isNull();
        assertThat(sessions.signIn(token)).isNull();
    }

    @Test
    void aRestartKeepsLinksSessionsAndThatALinkWasUsed() throws Exception {
        String used = sessions.invite(NURSE);
        String unused = sessions.invite(NURSE);
        String cookie = sessions.signIn(used).cookie();
        Sessions again = Sessions.open(clock, folder);
        assertThat(again.seen(cookie).person()).isEqualTo(NURSE);
        assertThat(again.signIn(used)).isNull();
        assertThat(again.signIn(unused)).isNotNull();
    }

    @Test
    void idlingTwelveHoursEndsASessionAndDoingSomethingDoesNot() throws Exception {
        String cookie = sessions.signIn(sessions.invite(NURSE)).cookie();
        clock.advance(Duration.ofHours(11));
        assertThat(sessions.seen(cookie)).isNotNull();
        clock.advance(Duration.ofHours(11));
        assertThat(sessions.seen(cookie)).isNotNull();
        clock.advance(Duration.ofHours(12).plusSeconds(1));
        assertThat(sessions.seen(cookie)).isNull();
    }

    @Test
    void sevenDaysEndASessionHoweverBusy() throws Exception {
        String cookie = sessions.signIn(sessions.invite(NURSE)).cookie();
        for (int i = 0; i < 14; i++) {
            assertThat(sessions.seen(cookie)).as("hour %d", i * 12).isNotNull();
            clock.advance(Duration.ofHours(12));
        }
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.seen(cookie)).isNull();
    }

    @Test
    void signingOutLastsOverARestart() throws Exception {
        Sessions.SignedIn signedIn = sessions.signIn(sessions.invite(NURSE));
        sessions.signOut(signedIn.session().idHash());
        assertThat(sessions.seen(signedIn.cookie())).isNull();
        assertThat(Sessions.open(clock, folder).seen(signedIn.cookie())).isNull();
    }

    @Test
    void whenSomebodyWasLastSeenIsKept() throws Exception {
        String cookie = sessions.signIn(sessions.invite(NURSE)).cookie();
        clock.advance(Duration.ofHours(10));
        sessions.seen(cookie);
        sessions.flush();
        clock.advance(Duration.ofHours(10));
        assertThat(Sessions.open(clock, folder).seen(cookie)).isNotNull();
    }

    @Test
    void noSecretLiesOnTheDisk() throws Exception {
        String unused = sessions.invite(NURSE);
        String cookie = sessions.signIn(sessions.invite(NURSE)).cookie();
        String file = Files.readString(folder.resolve("sessions.json"));
        assertThat(file).doesNotContain(unused).doesNotContain(cookie);
        assertThat(unused).hasSizeGreaterThanOrEqualTo(43);
    }

    @Test
    void filesAreTheOwnersAlone() throws Exception {
        sessions.invite(NURSE);
        Tokens.open(folder);
        for (String name : List.of("sessions.json", "service-token", "device-token")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void tokensAreMadeOnce() throws Exception {
        Tokens first = Tokens.open(folder);
        assertThat(Tokens.open(folder)).isEqualTo(first);
        assertThat(first.service()).isNotEqualTo(first.device());
        assertThat(first.isService(first.service())).isTrue();
        assertThat(first.isService(first.device())).isFalse();
        assertThat(first.toString()).doesNotContain(first.service());
    }

    @Test
    void openLinksAreBounded() throws Exception {
        String oldest = sessions.invite(NURSE);
        for (int i = 0; i < Sessions.MOST_LINKS; i++) {
            sessions.invite(NURSE);
        }
        assertThat(sessions.invited(oldest)).isNull();
    }
}

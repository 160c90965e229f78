// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Subject;

/// Sign-in links and sessions of one data folder. Thread-safe. Looking up never touches the disk;
/// what changes is on the disk when the call returns, except when somebody was last seen, which
/// [#flush()] writes.
public final class Sessions {
    /// Open sign-in links; beyond it the oldest ends.
    public static final int MOST_LINKS = 1_000;

    /// Sessions at a time; beyond it the oldest ends.
    public static final int MOST_SESSIONS = 10_000;

    private final InstantSource clock;
    private final Path file;
    private final Map<String, SignInLink> links = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private boolean seenChanged;

    /// A new session and the cookie value that proves it.
    public record SignedIn(String cookie, Session session) {
        @Override
        public String toString() {
            return "SignedIn[" + session.person().id() + "]";
        }
    }

    private Sessions(InstantSource clock, Path file) {
        this.clock = clock;
        this.file = file;
    }

    /// Reads what is in the folder. Blocks on the disk.
    ///
    /// @throws IOException when the file cannot be read as what it should be
    public static Sessions open(InstantSource clock, Path folder) throws IOException {
        var sessions = new Sessions(clock, folder.resolve("sessions.json"));
        SessionFile.Content content = SessionFile.read(sessions.file);
        content.links().forEach(link -> sessions.links.put(link.tokenHash(), link));
        content.sessions().forEach(session -> sessions.sessions.put(session.idHash(), session));
        sessions.removeEnded();
        return sessions;
    }

    /// Makes a link that signs `person` in once within 24 hours.
    ///
    /// @return the token to put into the address
    public synchronized String invite(Subject.Person person) throws IOException {
        removeEnded();
        String token = Secrets.generate();
        String hash = Secrets.hash(token);
        Instant expiresAt = clock.instant().plus(SignInLink.LIFETIME);
        links.put(hash, new SignInLink(hash, person, expiresAt));
        bound(links, MOST_LINKS);
        save();
        return token;
    }

    /// Whom a link would sign in, null when it is used, expired or was never made. Changes
    /// nothing.
    public synchronized Subject.@Nullable Person invited(String token) {
        SignInLink link = links.get(Secrets.hash(token));
        return link == null || clock.instant().isAfter(link.expiresAt()) ? null : link.person();
    }

    /// Uses a link up.
    ///
    /// @return null when it is used, expired or was never made
    public synchronized @Nullable SignedIn signIn(String token) throws IOException {
        if (invited(token) == null) {
            return null;
        }
        SignInLink link = links.remove(Secrets.hash(token));
        if (link == null) {
            return null;
        }
        removeEnded();
        String cookie = Secrets.generate();
        Instant now = clock.instant();
        var session = new Session(Secrets.hash(cookie), link.person(), now, now);
        sessions.put(session.idHash(), session);
        bound(sessions, MOST_SESSIONS);
        save();
        return new SignedIn(cookie, session);
    }

    /// The session of a cookie, null when there is none that still lasts; the person counts as
    /// seen.
    public @Nullable Session seen(String cookie) {
        return seenById(Secrets.hash(cookie));
    }

    /// The same for who holds the session already.
    public synchronized @Nullable Session seenById(String idHash) {
        Session session = lasting(idHash);
        if (session == null) {
            return null;
        }
        var seen =
                new Session(
                        session.idHash(), session.person(), session.createdAt(), clock.instant());
        sessions.put(seen.idHash(), seen);
        seenChanged = true;
        return seen;
    }

    /// The session as it is now, null when it has ended.
    public synchronized @Nullable Session lasting(String idHash) {
        Session session = sessions.get(idHash);
        return session == null || session.endedAt(clock.instant()) ? null : session;
    }

    public synchronized void signOut(String idHash) throws IOException {
        if (sessions.remove(idHash) != null) {
            save();
        }
    }

    /// Writes when people were last seen, if that changed.
    public synchronized void flush() throws IOException {
        if (seenChanged) {
            removeEnded();
            save();
        }
    }

    private void save() throws IOException {
        SessionFile.write(file, new SessionFile.Content(links.values(), sessions.values()));
        seenChanged = false;
    }

    private void removeEnded() {
        Instant now = clock.instant();
        links.values().removeIf(link -> now.isAfter(link.expiresAt()));
        sessions.values().removeIf(session -> session.endedAt(now));
    }

    private static void bound(Map<String, ?> map, int limit) {
        while (map.size() > limit) {
            map.remove(map.keySet().iterator().next());
        }
    }
}

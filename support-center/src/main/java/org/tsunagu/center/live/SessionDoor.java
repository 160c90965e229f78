// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import io.vertx.core.Future;
import java.util.List;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.session.Sessions;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Visitor;

/// The door as the connection of one signed-in person, or of a program, asks it.
public final class SessionDoor implements LiveDoor {
    private final Visitor visitor;
    private final Guard guard;
    private final Sessions sessions;

    public SessionDoor(Visitor visitor, Guard guard, Sessions sessions) {
        this.visitor = visitor;
        this.guard = guard;
        this.sessions = sessions;
    }

    @Override
    public Future<Decision> ask(Action action, Resource resource) {
        return guard.ask(visitor, action, List.of(resource));
    }

    @Override
    public boolean stillPermitted(Action action, Resource resource) {
        return guard.permits(visitor, action, resource);
    }

    @Override
    public boolean lasts() {
        String session = visitor.session();
        return session == null || sessions.lasting(session) != null;
    }

    @Override
    public void seen() {
        String session = visitor.session();
        if (session != null) {
            sessions.seenById(session);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.session.Session;
import org.tsunagu.center.session.Sessions;
import org.tsunagu.center.session.Tokens;

/// Finds out who asks: bearer token first, then the session cookie.
public final class Identification {
    /// The session cookie's name.
    public static final String COOKIE = "tsunagu_session";

    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final Tokens tokens;
    private final BearerReader others;

    /// @param others bearer tokens besides those of the data folder
    public Identification(Sessions sessions, Tokens tokens, BearerReader others) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.others = others;
    }

    public Visitor of(HttpServerRequest request) {
        SocketAddress address = request.remoteAddress();
        String remote = address == null ? "" : String.valueOf(address.hostAddress());
        var unknown = new Visitor(new Subject.Unknown(isLoopback(remote)), null, remote);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            Subject bearer = bearer(authorization);
            return bearer == null ? unknown : new Visitor(bearer, null, remote);
        }
        Cookie cookie = request.getCookie(COOKIE);
        Session session = cookie == null ? null : sessions.seen(cookie.getValue());
        return session == null ? unknown : new Visitor(session.person(), session.idHash(), remote);
    }

    private @Nullable Subject bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        String token = authorization.substring(BEARER.length()).trim();
        if (tokens.isService(token)) {
            return new Subject.Service("service-token");
        }
        return tokens.isDevice(token)
                ? new Subject.Device("device-token")
                : others.subjectOf(token);
    }

    private static boolean isLoopback(String remote) {
        try {
            // An address in digits is not looked up anywhere.
            return !remote.isEmpty() && InetAddress.getByName(remote).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.entrance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.session.Session;
import org.tsunagu.center.session.Sessions;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.BlockingDesk;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Identification;
import org.tsunagu.center.web.Parameters;
import org.tsunagu.center.web.Problem;
import org.tsunagu.center.web.Refusal;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.center.web.Visitor;

/// Making and using sign-in links, and signing out.
public final class SignInRoutes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(Role::wireName).toList();
    /// Where the web app is not built in.
    private static final String USED =
            """
            このリンクは使えません。使用済みか、期限が切れています。新しいリンク: ./tsunagu link ROLE
            This link does not work: it was used before or is out of date. A new one: ./tsunagu link ROLE
            """;

    private final Sessions sessions;
    private final Guard guard;
    private final BlockingDesk desk;
    private final Supplier<String> baseUrl;
    private final boolean secure;
    private final Supplier<@Nullable Buffer> shell;

    /// @param baseUrl where browsers find this server, without a slash at the end
    /// @param secure whether the cookie may travel over TLS only
    /// @param shell the web app's index, which says what to do next; null when it is not built in.
    ///     May block
    public SignInRoutes(
            Sessions sessions,
            Guard guard,
            BlockingDesk desk,
            Supplier<String> baseUrl,
            boolean secure,
            Supplier<@Nullable Buffer> shell) {
        this.sessions = sessions;
        this.guard = guard;
        this.desk = desk;
        this.baseUrl = baseUrl;
        this.secure = secure;
        this.shell = shell;
    }

    public List<Route> routes() {
        return List.of(
                Route.open(
                        "GET",
                        "/link/{token}",
                        "the link is the proof; the door is asked as the person it names",
                        this::use),
                Route.asked("POST", "/api/v1/links", Action.INVITE, Route.PLATFORM, this::invite),
                Route.asked(
                        "DELETE",
                        "/api/v1/session",
                        Action.SIGN_OUT,
                        Route.PLATFORM,
                        this::signOut));
    }

    /// A new single-use link. Blocks on the disk.
    public String newLink(Role role) throws IOException {
        return baseUrl.get() + "/link/" + sessions.invite(DemoPeople.of(role));
    }

    private Future<Answer> invite(Request request) {
        Role role = roleOf(request.body());
        return desk.ask(() -> newLink(role)).map(url -> link(role, url));
    }

    private static Answer link(Role role, String url) {
        Answer.Whole made =
                Answer.json(
                        out -> {
                            out.writeStartObject();
                            out.writeStringField("url", url);
                            out.writeStringField("role", role.wireName());
                            out.writeEndObject();
                        });
        return new Answer.Whole(201, made.contentType(), made.body(), made.headers());
    }

    private static Role roleOf(Buffer body) {
        try {
            JsonNode message = JSON.readTree(body.getBytes());
            Role role = message == null ? null : Role.ofWireName(message.path("role").asText());
            if (role != null) {
                return role;
            }
        } catch (JsonProcessingException _) {
            throw Parameters.refusal("role", "is not in a JSON object", ROLES);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
        throw Parameters.refusal("role", "is no role", ROLES);
    }

    private Future<Answer> use(Request request) {
        if (isPreview(request)) {
            return Future.succeededFuture(
                    Answer.text(503, "text/plain; charset=utf-8", "not for previews\n"));
        }
        String token = request.part("token");
        Subject.@Nullable Person person = sessions.invited(token);
        Subject subject = person == null ? request.visitor().subject() : person;
        var visitor = new Visitor(subject, null, request.visitor().remote());
        return guard.ask(visitor, Action.SIGN_IN, List.of(Resource.PLATFORM))
                .compose(
                        decision ->
                                person == null || !decision.permitted()
                                        ? Future.succeededFuture(null)
                                        : desk.ask(() -> sessions.signIn(token)))
                .compose(
                        signedIn ->
                                signedIn == null
                                        ? desk.ask(this::gone)
                                        : Future.succeededFuture(signedIn(signedIn)));
    }

    private Answer gone() {
        Buffer page = shell.get();
        return page == null
                ? Answer.text(410, "text/plain; charset=utf-8", USED)
                : new Answer.Whole(410, "text/html; charset=utf-8", page, Map.of());
    }

    private Answer signedIn(Sessions.SignedIn signedIn) {
        return Answer.empty(303)
                .with("Location", "/")
                .with("Set-Cookie", cookie(signedIn.cookie(), maxAgeSeconds()));
    }

    private Future<Answer> signOut(Request request) {
        String session = request.visitor().session();
        if (session == null) {
            throw new Refusal(Problem.signIn("there is no session to end"));
        }
        return desk.ask(
                        () -> {
                            sessions.signOut(session);
                            return session;
                        })
                .map(_ -> Answer.empty(204).with("Set-Cookie", cookie("", 0)));
    }

    /// Strict suffices: the page a link leads to is the same for everybody and asks for data only
    /// once it runs, from our own origin.
    private String cookie(String value, long maxAgeSeconds) {
        return Identification.COOKIE
                + "="
                + value
                + "; Path=/; Max-Age="
                + maxAgeSeconds
                + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }

    private static long maxAgeSeconds() {
        return Session.ABSOLUTE_LIMIT.toSeconds();
    }

    /// A browser that loads a page before anybody asked for it must not use the link up.
    private static boolean isPreview(Request request) {
        for (String header : List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")) {
            String value = request.http().getHeader(header);
            if (value != null && value.toLowerCase(Locale.ROOT).contains("pre")) {
                return true;
            }
        }
        return false;
    }
}

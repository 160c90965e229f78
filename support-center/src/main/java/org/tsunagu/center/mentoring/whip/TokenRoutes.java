// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.whip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Parameters;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.RoomId;

/// `POST /api/v1/rooms/{room}/tokens`: lets an encoder or a player in for a while.
public final class TokenRoutes {
    /// How long a token may serve.
    public static final int MOST_MINUTES = 24 * 60;

    /// A person's voice is the source of this name and their connection's id; no token is for it.
    public static final String VOICE = "voice-";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MEMBERS = List.of("source", "direction", "minutes");

    private final Places places;
    private final MediaTokens tokens;
    private final Guard guard;
    private final InstantSource clock;
    private final Supplier<String> baseUrl;

    /// @param baseUrl where this server is found, without a slash at the end
    public TokenRoutes(
            Places places,
            MediaTokens tokens,
            Guard guard,
            InstantSource clock,
            Supplier<String> baseUrl) {
        this.places = places;
        this.tokens = tokens;
        this.guard = guard;
        this.clock = clock;
        this.baseUrl = baseUrl;
    }

    /// What a body asks for.
    private record Wish(String source, Direction direction, int minutes) {}

    public List<Route> routes() {
        return List.of(
                Route.asked(
                        "POST",
                        "/api/v1/rooms/{room}/tokens",
                        Action.MAKE_MEDIA_TOKEN,
                        places::locate,
                        this::make));
    }

    private Future<Answer> make(Request request) {
        return guard.fromOurPages(request, Action.MAKE_MEDIA_TOKEN).compose(_ -> made(request));
    }

    private Future<Answer> made(Request request) {
        request.query().only(Set.of());
        RoomId room = places.room(request);
        Wish wish = read(request.body());
        Instant expiresAt = clock.instant().plus(Duration.ofMinutes(wish.minutes()));
        MediaToken token =
                tokens.grant(
                        request.visitor().subject().label(),
                        room,
                        wish.source(),
                        wish.direction(),
                        expiresAt);
        String door = MediaPaths.endpoint(wish.direction());
        Answer.Whole made =
                Answer.json(
                        out -> {
                            out.writeStartObject();
                            out.writeStringField("token", tokens.write(token));
                            out.writeStringField("id", token.id());
                            out.writeStringField("expires", AxisTime.of(expiresAt).toRfc3339());
                            out.writeStringField(
                                    door, baseUrl.get() + MediaPaths.of(door, room, wish.source()));
                            out.writeEndObject();
                        });
        return Future.succeededFuture(
                new Answer.Whole(201, made.contentType(), made.body(), made.headers()));
    }

    private static Wish read(Buffer body) {
        JsonNode wish;
        try {
            wish = JSON.readTree(body.getBytes());
        } catch (IOException _) {
            throw Parameters.refusal("body", "is no JSON", List.of("a JSON object"));
        }
        if (wish == null || !wish.isObject()) {
            throw Parameters.refusal("body", "is no JSON object", List.of("a JSON object"));
        }
        for (String name : (Iterable<String>) wish::fieldNames) {
            if (!MEMBERS.contains(name)) {
                throw Parameters.refusal(name, "is no member of a token's request", MEMBERS);
            }
        }
        String source = wish.path("source").asText();
        if (!RoomId.isPlain(source) || source.startsWith(VOICE)) {
            throw Parameters.refusal(
                    "source",
                    "cannot be sent or seen by a token",
                    List.of("1 to 64 letters, digits, '.', '_', '-'; no person's voice"));
        }
        return new Wish(source, direction(wish), minutes(wish));
    }

    private static Direction direction(JsonNode wish) {
        return switch (wish.path("direction").asText()) {
            case "publish" -> Direction.PUBLISH;
            case "view" -> Direction.VIEW;
            default ->
                    throw Parameters.refusal(
                            "direction", "is not known", List.of("publish", "view"));
        };
    }

    private static int minutes(JsonNode wish) {
        JsonNode minutes = wish.path("minutes");
        if (!minutes.isInt() || minutes.asInt() < 1 || minutes.asInt() > MOST_MINUTES) {
            throw Parameters.refusal("minutes", "is not in range", List.of("1 to " + MOST_MINUTES));
        }
        return minutes.asInt();
    }
}

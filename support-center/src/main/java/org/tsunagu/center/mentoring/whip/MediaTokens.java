// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.whip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.session.Secrets;
import org.tsunagu.center.session.SigningKey;
import org.tsunagu.center.web.BearerReader;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.RoomId;

/// Makes media tokens and knows its own again. A token is `m1.claims.signature`: claims are JSON in
/// base64url, the signature is HMAC-SHA256 over `m1.claims`. What a token says is believed only
/// after its signature. Thread-safe.
public final class MediaTokens implements BearerReader {
    private static final String PREFIX = "m1";
    private static final int LONGEST = 2_048;
    private static final int PARTS = 3;
    private static final int ID_CHARS = 16;
    private static final JsonMapper JSON = new JsonMapper();

    private final SigningKey key;
    private final InstantSource clock;

    public MediaTokens(SigningKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    MediaToken grant(
            String maker, RoomId room, String source, Direction direction, Instant expiresAt) {
        String id = Secrets.generate().substring(0, ID_CHARS);
        return new MediaToken(id, maker, room, source, direction, expiresAt);
    }

    String write(MediaToken token) {
        String claims =
                JSON.createObjectNode()
                        .put("i", token.id())
                        .put("m", token.maker())
                        .put("r", token.room().value())
                        .put("s", token.source())
                        .put("p", token.direction() == Direction.PUBLISH)
                        .put("e", token.expiresAt().getEpochSecond())
                        .toString();
        String signed = PREFIX + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + encode(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /// What a token grants, also where it has expired; null for what was not made here.
    @Nullable MediaToken read(String token) {
        String[] parts = token.split("\\.", PARTS + 1);
        if (token.length() > LONGEST || parts.length != PARTS || !parts[0].equals(PREFIX)) {
            return null;
        }
        try {
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
            return key.isSigned(signed, Base64.getUrlDecoder().decode(parts[2]))
                    ? claims(Base64.getUrlDecoder().decode(parts[1]))
                    : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    @Override
    public @Nullable Subject subjectOf(String bearer) {
        MediaToken token = read(bearer);
        if (token == null) {
            return null;
        }
        Action action =
                switch (token.direction()) {
                    case PUBLISH -> Action.PUBLISH_SOURCE;
                    case VIEW -> Action.VIEW_SOURCE;
                };
        return new Subject.Media(
                token.maker(), token.id(), action, token.expiredAt(clock.instant()));
    }

    /// Of our own making, so that what is in it has the shape we gave it.
    private static MediaToken claims(byte[] json) {
        JsonNode claims;
        try {
            claims = JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("signed, and no JSON", broken);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
        return new MediaToken(
                claims.path("i").asText(),
                claims.path("m").asText(),
                new RoomId(claims.path("r").asText()),
                claims.path("s").asText(),
                claims.path("p").asBoolean() ? Direction.PUBLISH : Direction.VIEW,
                Instant.ofEpochSecond(claims.path("e").asLong()));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

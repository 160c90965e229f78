// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.tsunagu.center.door.Grant;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.door.Where;
import org.tsunagu.telemetry.ward.FacilityId;

/// `sessions.json` of the data folder: `{"version":1,"links":[…],"sessions":[…]}`, hashes instead
/// of secrets.
final class SessionFile {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SessionFile() {}

    record Content(List<SignInLink> links, List<Session> sessions) {
        Content(Collection<SignInLink> links, Collection<Session> sessions) {
            this(List.copyOf(links), List.copyOf(sessions));
        }
    }

    static Content read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Content(List.of(), List.of());
        }
        JsonNode root = JSON.readTree(Files.readAllBytes(file));
        if (root.path("version").asInt() != VERSION) {
            throw new IOException(file + " is of another version; remove it: everybody signs in");
        }
        List<SignInLink> links = new ArrayList<>();
        for (JsonNode link : root.path("links")) {
            links.add(
                    new SignInLink(
                            link.path("hash").asText(),
                            person(link),
                            Instant.parse(link.path("expires").asText())));
        }
        List<Session> sessions = new ArrayList<>();
        for (JsonNode session : root.path("sessions")) {
            sessions.add(
                    new Session(
                            session.path("hash").asText(),
                            person(session),
                            Instant.parse(session.path("created").asText()),
                            Instant.parse(session.path("seen").asText())));
        }
        return new Content(links, sessions);
    }

    static void write(Path file, Content content) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("version", VERSION);
        ArrayNode links = root.putArray("links");
        for (SignInLink link : content.links()) {
            ObjectNode node = links.addObject().put("hash", link.tokenHash());
            put(node, link.person());
            node.put("expires", link.expiresAt().toString());
        }
        ArrayNode sessions = root.putArray("sessions");
        for (Session session : content.sessions()) {
            ObjectNode node = sessions.addObject().put("hash", session.idHash());
            put(node, session.person());
            node.put("created", session.createdAt().toString());
            node.put("seen", session.lastSeenAt().toString());
        }
        ForcedFile.replace(file, JSON.writeValueAsBytes(root));
    }

    private static void put(ObjectNode node, Subject.Person person) {
        node.put("person", person.id());
        ArrayNode grants = node.putArray("grants");
        for (Grant grant : person.grants()) {
            ObjectNode one = grants.addObject().put("role", grant.role().wireName());
            switch (grant.where()) {
                case Where.Everywhere _ -> one.put("where", "everywhere");
                case Where.WithoutFacility _ -> one.put("where", "none");
                case Where.At(FacilityId facility) -> one.put("facility", facility.value());
            }
        }
    }

    private static Subject.Person person(JsonNode node) throws IOException {
        List<Grant> grants = new ArrayList<>();
        for (JsonNode grant : node.path("grants")) {
            Role role = Role.ofWireName(grant.path("role").asText());
            if (role == null) {
                throw new IOException("unknown role " + grant.path("role").asText());
            }
            grants.add(new Grant(role, where(grant)));
        }
        return new Subject.Person(node.path("person").asText(), grants);
    }

    private static Where where(JsonNode grant) throws IOException {
        if (grant.has("facility")) {
            return new Where.At(new FacilityId(grant.path("facility").asText()));
        }
        return switch (grant.path("where").asText()) {
            case "everywhere" -> new Where.Everywhere();
            case "none" -> new Where.WithoutFacility();
            default -> throw new IOException("a grant without a place");
        };
    }
}

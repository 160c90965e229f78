// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.entrance;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Grant;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.door.Where;
import org.tsunagu.center.ward.Facility;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.telemetry.ward.FacilityId;

/// Who am I and which hospitals are mine, for the page.
public final class SelfRoute {
    private final String version;
    private final List<Facility> facilities;

    /// @param version of the software
    /// @param facilities every hospital with its name and telephone
    public SelfRoute(String version, List<Facility> facilities) {
        this.version = version;
        this.facilities = List.copyOf(facilities);
    }

    public Route route() {
        return Route.asked("GET", "/api/v1/me", Action.READ_SELF, Route.PLATFORM, this::me);
    }

    private Future<Answer> me(Request request) {
        Subject subject = request.visitor().subject();
        List<Grant> grants = subject instanceof Subject.Person person ? person.grants() : List.of();
        return Future.succeededFuture(Answer.json(out -> write(subject, grants, out)));
    }

    private void write(Subject subject, List<Grant> grants, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("subject", subject.label());
        @Nullable String role = grants.isEmpty() ? null : grants.getFirst().role().wireName();
        out.writeFieldName("role");
        out.writeString(role);
        out.writeArrayFieldStart("grants");
        for (Grant grant : grants) {
            out.writeStartObject();
            out.writeStringField("role", grant.role().wireName());
            switch (grant.where()) {
                case Where.Everywhere _ -> out.writeStringField("where", "everywhere");
                case Where.WithoutFacility _ -> out.writeStringField("where", "none");
                case Where.At(FacilityId facility) -> {
                    out.writeStringField("where", "facility");
                    out.writeStringField("facility", facility.value());
                }
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("facilities");
        for (Facility facility : facilities) {
            if (isTheirs(facility, subject, grants)) {
                write(facility, out);
            }
        }
        out.writeEndArray();
        out.writeStringField("version", version);
        out.writeNumberField("live", 1);
        out.writeEndObject();
    }

    private static void write(Facility facility, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", facility.id().value());
        out.writeStringField("name", facility.name());
        out.writeStringField("phone", facility.phone());
        out.writeEndObject();
    }

    /// A person hears of the hospitals where they have a role; a program of all.
    private static boolean isTheirs(Facility facility, Subject subject, List<Grant> grants) {
        var place = new Resource(facility.id(), null, null, null);
        return subject instanceof Subject.Service
                || grants.stream().anyMatch(grant -> grant.where().covers(place));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.bedside;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.patient.SeverityView;
import org.tsunagu.center.ward.BedStatus;
import org.tsunagu.center.ward.BedView;
import org.tsunagu.center.ward.WardState;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.BlockingDesk;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Problem;
import org.tsunagu.center.web.Refusal;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.store.history.History;
import org.tsunagu.store.history.StoredEncounter;
import org.tsunagu.store.history.StoredStay;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.occupancy.Stay;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;

/// Encounters: one patient's stay, over all its beds. The person's name is joined here, at the
/// door, for those who may see it.
public final class Encounters {
    private final WardState ward;
    private final History history;
    private final Guard guard;
    private final BlockingDesk desk;
    private final InstantSource clock;

    /// @param ward read on the event loop that writes it
    public Encounters(
            WardState ward, History history, Guard guard, BlockingDesk desk, InstantSource clock) {
        this.ward = ward;
        this.history = history;
        this.guard = guard;
        this.desk = desk;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.asked(
                        "GET",
                        "/api/v1/encounters/{id}",
                        Action.LOOK_ENCOUNTER,
                        this::locate,
                        this::encounter));
    }

    /// The beds of an encounter: all of them must be permitted.
    Future<List<Resource>> locate(Request request) {
        EncounterId id = encounterOf(request);
        List<Stay> known = ward.staysOf(id);
        if (!known.isEmpty()) {
            return Future.succeededFuture(
                    known.stream().map(stay -> Resource.of(stay.bed(), id)).toList());
        }
        return desk.ask(() -> history.encounter(id))
                .map(stored -> stored == null ? List.of(Resource.of(id)) : placesOf(stored));
    }

    /// @throws Refusal when the path names no encounter id
    static EncounterId encounterOf(Request request) {
        try {
            return new EncounterId(request.part("id"));
        } catch (IllegalArgumentException _) {
            throw new Refusal(Problem.notFound("this is no encounter id"));
        }
    }

    private Future<Answer> encounter(Request request) {
        request.query().only(Set.of());
        EncounterId id = encounterOf(request);
        return desk.ask(() -> history.encounter(id))
                .compose(
                        stored ->
                                stored == null
                                        ? Future.failedFuture(
                                                new Refusal(
                                                        Problem.notFound(
                                                                "no encounter of this id")))
                                        : person(request, stored)
                                                .map(patient -> answer(stored, patient)));
    }

    /// The person, if this visitor may know; a look of its own.
    private Future<@Nullable Patient> person(Request request, StoredEncounter stored) {
        List<Resource> places = placesOf(stored);
        boolean may =
                places.stream()
                        .allMatch(
                                place ->
                                        guard.permits(
                                                request.visitor(), Action.LOOK_PERSON, place));
        if (!may) {
            return Future.succeededFuture(null);
        }
        return guard.ask(request.visitor(), Action.LOOK_PERSON, places)
                .map(
                        decision ->
                                switch (decision) {
                                    case Decision.Permit _ -> stored.patient();
                                    case Decision.Deny _ -> null;
                                });
    }

    private Answer answer(StoredEncounter stored, @Nullable Patient patient) {
        AxisTime now = AxisTime.of(clock.instant());
        @Nullable BedView present = null;
        for (StoredStay stay : stored.stays()) {
            BedView view = ward.view(stay.bed(), now);
            if (view != null
                    && view.stay() != null
                    && view.stay().encounter().equals(stored.id())) {
                present = view;
            }
        }
        Bedside shown = present == null ? null : Bedside.of(present, ward, now);
        return Answer.json(
                out -> {
                    out.writeStartObject();
                    if (shown == null) {
                        nowhere(stored, out);
                    } else {
                        BedJson.members(shown, now, out);
                    }
                    person(patient, out);
                    stays(stored, out);
                    out.writeEndObject();
                });
    }

    /// An encounter that lies in no bed now has no present values.
    private static void nowhere(StoredEncounter stored, JsonGenerator out) throws IOException {
        for (String absent : List.of("bed", "name", "unit", "facility")) {
            out.writeNullField(absent);
        }
        out.writeStringField("state", BedStatus.EMPTY.wireName());
        out.writeStringField("encounter", stored.id().value());
        out.writeArrayFieldStart("numerics");
        out.writeEndArray();
        out.writeArrayFieldStart("alerts");
        out.writeEndArray();
        out.writeArrayFieldStart("results");
        out.writeEndArray();
        out.writeNullField("severity");
        SeverityJson.reason(SeverityView.NO_PATIENT, out);
    }

    private static void person(@Nullable Patient patient, JsonGenerator out) throws IOException {
        if (patient == null) {
            out.writeNullField("person");
            return;
        }
        out.writeObjectFieldStart("person");
        out.writeStringField("id", patient.id().value());
        BedJson.text(out, "name", patient.name());
        BedJson.text(out, "birthDate", patient.birthDate());
        BedJson.text(out, "sex", patient.sex());
        out.writeEndObject();
    }

    private static void stays(StoredEncounter stored, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("stays");
        for (StoredStay stay : stored.stays()) {
            out.writeStartObject();
            out.writeStringField("bed", stay.bed().value());
            BedJson.time(out, "from", stay.from());
            BedJson.time(out, "to", stay.to());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static List<Resource> placesOf(StoredEncounter stored) {
        List<Resource> places =
                stored.stays().stream()
                        .map(stay -> Resource.of(stay.bed(), stored.id()))
                        .distinct()
                        .toList();
        return places.isEmpty() ? List.of(Resource.of(stored.id())) : places;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.entry;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.bedside.BedRoutes;
import org.tsunagu.center.bedside.ResultJson;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.ward.BedView;
import org.tsunagu.center.ward.WardState;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.BlockingDesk;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Problem;
import org.tsunagu.center.web.Refusal;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.journal.JournalWriter;
import org.tsunagu.store.history.History;
import org.tsunagu.store.history.ResultPage;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.occupancy.Stay;
import org.tsunagu.telemetry.record.ResultId;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// Entry of what no device sends, and taking it back. What is answered with success stands in the
/// journal.
public final class EntryRoutes {
    /// How far back an entry is looked for that is to be withdrawn.
    private static final long WITHDRAWAL_BACK_MICROS = 30 * 86_400_000_000L;

    private static final int MOST_RESULTS = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(EntryRoutes.class);

    private final WardState ward;
    private final History history;
    private final JournalWriter journal;
    private final Guard guard;
    private final BlockingDesk desk;
    private final InstantSource clock;

    /// @param ward read on the event loop that writes it
    public EntryRoutes(
            WardState ward,
            History history,
            JournalWriter journal,
            Guard guard,
            BlockingDesk desk,
            InstantSource clock) {
        this.ward = ward;
        this.history = history;
        this.journal = journal;
        this.guard = guard;
        this.desk = desk;
        this.clock = clock;
    }

    public List<Route> routes() {
        Route.Locator atBed =
                request -> Future.succeededFuture(List.of(Resource.of(BedRoutes.bedOf(request))));
        return List.of(
                Route.asked(
                        "GET",
                        "/api/v1/entry-items",
                        Action.READ_SELF,
                        Route.PLATFORM,
                        EntryRoutes::items),
                Route.asked(
                        "POST",
                        "/api/v1/beds/{bed}/entries",
                        Action.ENTER_RESULT,
                        atBed,
                        this::enter),
                Route.asked(
                        "POST",
                        "/api/v1/beds/{bed}/entries/{id}/withdrawal",
                        Action.ENTER_RESULT,
                        atBed,
                        this::withdraw));
    }

    private static Future<Answer> items(Request request) {
        request.query().only(Set.of());
        return Future.succeededFuture(
                Answer.json(
                        out -> {
                            out.writeStartObject();
                            out.writeArrayFieldStart("items");
                            for (EntryItem item : EntryItems.STANDARD.all()) {
                                write(item, out);
                            }
                            out.writeEndArray();
                            out.writeEndObject();
                        }));
    }

    private static void write(EntryItem item, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("code", item.code().id());
        out.writeStringField("name", item.name());
        out.writeStringField("group", item.group().wireName());
        out.writeStringField("unit", item.unit());
        out.writeArrayFieldStart("units");
        for (String unit : item.units()) {
            out.writeString(unit);
        }
        out.writeEndArray();
        out.writeNumberField("lowest", item.possible().lowest());
        out.writeNumberField("highest", item.possible().highest());
        out.writeNumberField("usualLowest", item.usual().lowest());
        out.writeNumberField("usualHighest", item.usual().highest());
        out.writeEndObject();
    }

    private Future<Answer> enter(Request request) {
        return guard.fromOurPages(request, Action.ENTER_RESULT).compose(_ -> entered(request));
    }

    private Future<Answer> entered(Request request) {
        request.query().only(Set.of());
        String account = accountOf(request);
        BedId bed = BedRoutes.bedOf(request);
        EntryForm form = EntryForm.read(request.body());
        AxisTime now = now();
        requireOccupant(bed, form.encounter(), now);
        EntryItem item = EntryItems.STANDARD.of(form.code());
        if (item == null) {
            throw new Refusal(
                    Plausibility.impossible(
                            "code",
                            "this is not entered by hand",
                            EntryItems.STANDARD.all().stream()
                                    .map(each -> each.code().id())
                                    .toList()));
        }
        Problem against = Plausibility.of(form, item);
        if (against != null) {
            throw new Refusal(against);
        }
        AxisTime takenAt = takenAt(form, now);
        ResultReport first =
                EntryReports.entry(
                        form, Plausibility.unitOf(form, item), takenAt, bed, account, now);
        // Who enters the same thing of the same minute again means to put it right.
        boolean again = ward.standsBeside(form.encounter(), StoredResult.of(first, 0));
        ResultReport report = again ? EntryReports.correction(first) : first;
        StoredResult result = StoredResult.of(report, 0);
        return append(report)
                .map(
                        _ -> {
                            Answer.Whole made =
                                    Answer.json(out -> ResultJson.write(result, now, out));
                            return new Answer.Whole(
                                    201, made.contentType(), made.body(), made.headers());
                        });
    }

    /// A page that shows yesterday's patient must not write into today's record.
    private void requireOccupant(BedId bed, @Nullable EncounterId shown, AxisTime now) {
        BedView view = ward.view(bed, now);
        Stay stay = view == null ? null : view.stay();
        if (stay == null || (shown != null && !stay.encounter().equals(shown))) {
            throw new Refusal(
                    new Problem(
                            409,
                            "occupant-changed",
                            "Somebody else lies there now",
                            stay == null
                                    ? "nobody is known to lie in this bed now; nothing was kept"
                                    : "this bed has another patient now; nothing was kept, look"
                                            + " at the page again",
                            "encounter",
                            List.of()));
        }
    }

    private AxisTime takenAt(EntryForm form, AxisTime now) {
        AxisTime takenAt = form.takenAt();
        if (takenAt == null) {
            return now;
        }
        if (takenAt.compareTo(now) > 0) {
            throw new Refusal(
                    Plausibility.impossible(
                            "takenAt",
                            "this time is still to come",
                            List.of("until " + now.toRfc3339())));
        }
        List<Stay> stays = ward.staysOf(form.encounter());
        if (!stays.isEmpty() && takenAt.compareTo(stays.getFirst().from()) < 0) {
            throw new Refusal(
                    Plausibility.impossible(
                            "takenAt",
                            "this patient was admitted later",
                            List.of("from " + stays.getFirst().from().toRfc3339())));
        }
        return takenAt;
    }

    private Future<Answer> withdraw(Request request) {
        return guard.fromOurPages(request, Action.ENTER_RESULT).compose(_ -> withdrawn(request));
    }

    private Future<Answer> withdrawn(Request request) {
        request.query().only(Set.of());
        String account = accountOf(request);
        BedId bed = BedRoutes.bedOf(request);
        AxisTime now = now();
        requireOccupant(bed, null, now);
        BedView view = Objects.requireNonNull(ward.view(bed, now), "somebody lies there");
        EncounterId encounter =
                Objects.requireNonNull(view.stay(), "somebody lies there").encounter();
        ResultId id = idOf(request);
        StoredResult known = ward.standingResult(encounter, id);
        Future<Optional<StoredResult>> found =
                known != null
                        ? Future.succeededFuture(Optional.of(known))
                        : desk.ask(() -> stored(encounter, id, now));
        return found.compose(
                standing -> {
                    StoredResult entry =
                            standing.filter(result -> result.kind() == SourceKind.ENTRY)
                                    .orElseThrow(
                                            () ->
                                                    new Refusal(
                                                            Problem.notFound(
                                                                    "no entry of this patient"
                                                                            + " stands under this"
                                                                            + " id")));
                    return mayWithdraw(request, entry, account, Resource.of(bed, encounter))
                            .compose(
                                    _ ->
                                            append(
                                                    EntryReports.withdrawal(
                                                            entry, encounter, bed, account, now)))
                            .map(_ -> Answer.empty(204));
                });
    }

    private Optional<StoredResult> stored(EncounterId encounter, ResultId id, AxisTime now) {
        return history
                .results(
                        new History.Scope.OfEncounter(encounter),
                        now.plusMicros(-WITHDRAWAL_BACK_MICROS),
                        now.plusMicros(1),
                        MOST_RESULTS)
                .points()
                .stream()
                .filter(ResultPage.Point::standing)
                .map(ResultPage.Point::result)
                .filter(result -> result.id().equals(id))
                .findFirst();
    }

    /// One's own, or with the door's permit, which is recorded.
    private Future<Void> mayWithdraw(
            Request request, StoredResult entry, String account, Resource place) {
        if (account.equals(entry.enteredBy())) {
            return Future.succeededFuture();
        }
        return guard.ask(request.visitor(), Action.WITHDRAW_RESULT_OF_OTHERS, List.of(place))
                .compose(
                        decision ->
                                switch (decision) {
                                    case Decision.Permit _ -> Future.<Void>succeededFuture();
                                    case Decision.Deny _ ->
                                            Future.<Void>failedFuture(
                                                    new Refusal(
                                                            new Problem(
                                                                    403,
                                                                    "not-yours",
                                                                    "Somebody else entered this",
                                                                    "whoever entered it takes it"
                                                                            + " back, or an"
                                                                            + " intensivist",
                                                                    null,
                                                                    List.of())));
                                });
    }

    private Future<Void> append(ResultReport report) {
        return journal.append(report)
                .<Void>mapEmpty()
                .recover(
                        refusal -> {
                            LOG.warn("An entry was not taken: {}", refusal.toString());
                            return Future.failedFuture(
                                    new Refusal(
                                            new Problem(
                                                    503,
                                                    "journal-unavailable",
                                                    "Nothing can be entered now",
                                                    "the journal takes nothing; nothing was kept,"
                                                            + " try again in a moment",
                                                    null,
                                                    List.of())));
                        });
    }

    private static String accountOf(Request request) {
        if (request.visitor().subject() instanceof Subject.Person person) {
            return person.id();
        }
        throw new Refusal(Problem.denied("an entry says who looked: sign in as a person"));
    }

    private static ResultId idOf(Request request) {
        try {
            return new ResultId(request.part("id"));
        } catch (IllegalArgumentException _) {
            throw new Refusal(Problem.notFound("this is no id of an entry"));
        }
    }

    private AxisTime now() {
        return AxisTime.of(clock.instant());
    }
}

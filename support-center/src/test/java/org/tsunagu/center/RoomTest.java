// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.fake.Audit;
import org.tsunagu.center.fake.Await;
import org.tsunagu.center.fake.RoomProbe;
import org.tsunagu.center.fake.RunningCenter;
import org.tsunagu.journal.JournalState;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.telemetry.record.StrokeReport;
import org.tsunagu.video.bridge.FrameTime;

/// People, ink and glass of a mentoring room, over real sockets.
class RoomTest {
    @TempDir Path folder;
    private RunningCenter running;
    private RoomProbe theatre;
    private RoomProbe mentor;

    @BeforeEach
    void start() {
        running = RunningCenter.start(folder);
        running.bridge.publish("or-1", "field");
        theatre = running.room(running.signIn(Role.NURSE)).enter("or");
        mentor = running.room(running.signIn(Role.MENTOR)).enter("mentor");
        mentor.await("state");
    }

    @AfterEach
    void stop() {
        theatre.close();
        mentor.close();
        running.close();
    }

    private List<StrokeReport> journal() {
        return running.journal.written.stream()
                .filter(StrokeReport.class::isInstance)
                .map(StrokeReport.class::cast)
                .toList();
    }

    private <E extends StrokeReport.Event> E kept(Class<E> event) {
        Await.until(
                event.getSimpleName(),
                () -> journal().stream().anyMatch(report -> event.isInstance(report.event())));
        return journal().stream()
                .map(StrokeReport::event)
                .filter(event::isInstance)
                .map(event::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoComesInGetsTheRoomAndTheOthersHearOfThem() {
        JsonNode welcome = mentor.await("welcome");
        assertThat(welcome.at("/room/title").asText()).isEqualTo("第一手術室");
        assertThat(welcome.at("/room/bed").asText()).isEqualTo("minato:OR-1");
        assertThat(welcome.at("/room/facility").asText()).isEqualTo("minato");
        assertThat(welcome.at("/you/account").asText()).isEqualTo("demo-mentor");
        assertThat(welcome.at("/you/may").toString()).isEqualTo("[\"view\",\"speak\",\"draw\"]");
        assertThat(welcome.get("now").asLong()).isEqualTo(running.clock.micros());
        assertThat(welcome.get("people")).hasSize(2);
        assertThat(welcome.at("/sources/0/source").asText()).isEqualTo("field");
        assertThat(welcome.at("/sources/0/naming").asText()).isEqualTo("sender-report");
        assertThat(welcome.at("/sources/0").has("by")).isFalse();
        assertThat(welcome.get("strokes")).isEmpty();
        JsonNode state =
                theatre.await(
                        "a state with both",
                        message ->
                                message.get("type").asText().equals("state")
                                        && message.get("people").size() == 2);
        assertThat(state.at("/people/1/id").asText()).isEqualTo(mentor.id());
        assertThat(state.at("/people/1/role").asText()).isEqualTo("mentor");
        assertThat(state.at("/people/0/place").asText()).isEqualTo("or");
        assertThat(state.at("/people/0/colour")).isNotEqualTo(state.at("/people/1/colour"));
        mentor.close();
        theatre.await(
                "a state without the mentor",
                message -> message == theatre.last("state") && message.get("people").size() == 1);
    }

    @Test
    void aPieceIsWithTheOthersAsItWasSentAndTheWholeStrokeInTheJournal() {
        running.bridge.frameTimes.put(
                90_000L, new FrameTime(new AxisTime(77), 1_500, FrameTime.Method.SENDER_REPORT));
        String stroke = mentor.nextStroke();
        String frame = ",'frame':{'n':7,'rtp':90000,'how':'trailer'}";
        mentor.draw(stroke, 0, "0.1,0.2,0.5,0,0.2,0.30001,0.25,16", false, frame);
        JsonNode piece = theatre.await("stroke", stroke);
        assertThat(piece.get("points").toString()).isEqualTo("[0.1,0.2,0.5,0,0.2,0.30001,0.25,16]");
        assertThat(piece.at("/by/id").asText()).isEqualTo(mentor.id());
        assertThat(piece.at("/by/account").asText()).isEqualTo("demo-mentor");
        assertThat(piece.get("at").asLong()).isEqualTo(running.clock.micros());
        assertThat(piece.at("/frame/at").asLong()).isEqualTo(77);
        assertThat(piece.at("/frame/unc").asLong()).isEqualTo(1_500);
        assertThat(piece.at("/frame/n").asLong()).isEqualTo(7);
        assertThat(piece.at("/frame/how").asText()).isEqualTo("trailer");
        mentor.draw(stroke, 2, "1,1,1,32", true);
        JsonNode kept = mentor.await("kept", stroke);
        assertThat(kept.get("at").asLong()).isEqualTo(running.clock.micros());
        theatre.await("kept", stroke);
        StrokeReport report = journal().getFirst();
        assertThat(report.room()).isEqualTo("or-1");
        assertThat(report.bed().value()).isEqualTo("minato:OR-1");
        assertThat(report.by()).isEqualTo("demo-mentor");
        Stroke whole = kept(StrokeReport.Event.Drawn.class).stroke();
        assertThat(whole.id().value()).isEqualTo(stroke);
        assertThat(whole.points().toInts())
                .containsExactly(
                        10_000, 20_000, 500, 0, 20_000, 30_001, 250, 16, 100_000, 100_000, 1_000,
                        32);
        assertThat(whole.frame().capturedAt()).isEqualTo(new AxisTime(77));
        assertThat(mentor.all("stroke")).as("one's own does not come back").isEmpty();
    }

    @Test
    void anArrowsEndMovesAndOnlyItsLastPlaceIsKept() {
        String stroke = mentor.nextStroke();
        for (int i = 1; i < 5; i++) {
            mentor.say(
                    "{'type':'stroke','id':'%s','source':'field','tool':'arrow','colour':'lime',"
                                    .formatted(stroke)
                            + "'surface':'moving','from':%d,'points':[%s0.%d,0.5,1,%d],'done':%b}"
                                    .formatted(
                                            i == 1 ? 0 : 1,
                                            i == 1 ? "0.5,0.5,1,0," : "",
                                            i,
                                            i,
                                            i == 4));
        }
        theatre.await("kept", stroke);
        assertThat(theatre.all("stroke")).hasSize(4);
        assertThat(kept(StrokeReport.Event.Drawn.class).stroke().points().toInts())
                .containsExactly(50_000, 50_000, 1_000, 0, 40_000, 50_000, 1_000, 4);
    }

    @Test
    void aPointerMovesAndLeavesNothing() {
        String stroke = mentor.nextStroke();
        String pointer =
                "{'type':'stroke','id':'%s','source':'field','tool':'pointer','colour':'cyan',"
                                .formatted(stroke)
                        + "'surface':'moving','from':9000,'points':[0.5,0.5,0,0],'done':true}";
        mentor.say(pointer).say(pointer);
        theatre.await("stroke", stroke);
        RoomProbe late = running.room(running.signIn(Role.MENTOR)).enter("mentor");
        assertThat(late.await("welcome").get("strokes")).isEmpty();
        assertThat(journal()).isEmpty();
        late.close();
    }

    @Test
    void whatTheJournalCannotKeepIsShownAllTheSameAndSaid() {
        running.journal.state =
                new JournalState.Refusing(JournalState.Cause.BROKER_AWAY, "away by the test");
        String stroke = mentor.drawOne();
        theatre.await("stroke", stroke);
        assertThat(mentor.await("unkept", stroke).get("reason").asText()).contains("away");
        assertThat(mentor.all("kept")).isEmpty();
    }

    @Test
    void aStrokeIsShownWhenAGlassInTheOperatingRoomSaysSo() {
        String stroke = mentor.drawOne();
        theatre.await("stroke", stroke);
        String said = "{'type':'shown','id':'" + stroke + "','at':5000,'frame':12}";
        theatre.say(said).say(said);
        JsonNode shown = mentor.await("shown", stroke);
        assertThat(shown.get("at").asLong()).isEqualTo(5_000);
        assertThat(shown.get("frame").asLong()).isEqualTo(12);
        assertThat(shown.at("/by/id").asText()).isEqualTo(theatre.id());
        assertThat(kept(StrokeReport.Event.Shown.class).frame()).isEqualTo(12);
        running.clock.advance(Duration.ofSeconds(3));
        String next = mentor.drawOne();
        mentor.await("kept", next);
        running.clock.advance(Duration.ofSeconds(3));
        mentor.await("unshown", next);
        assertThat(mentor.all("unshown")).hasSize(1);
        assertThat(mentor.all("shown")).hasSize(1);
        theatre.say("{'type':'shown','id':'" + next + "','at':6000}");
        mentor.await("shown", next);
    }

    @Test
    void withoutAGlassAStrokeIsUnshownAtOnce() {
        theatre.close();
        mentor.await(
                "alone",
                message ->
                        message.get("type").asText().equals("state")
                                && message.get("people").size() == 1);
        String stroke = mentor.nextStroke();
        mentor.draw(stroke, 0, "0.1,0.2,0.5,0", false);
        mentor.await("unshown", stroke);
    }

    @Test
    void aMentorIsNoGlassWhateverThePageSays() {
        RoomProbe liar = running.room(running.signIn(Role.MENTOR)).enter("or");
        assertThat(liar.await("welcome").at("/you/place").asText()).isEqualTo("mentor");
        String stroke = mentor.drawOne();
        liar.await("stroke", stroke);
        liar.say("{'type':'shown','id':'" + stroke + "','at':1}");
        assertThat(liar.await("refused", "shown").get("reason").asText()).contains("glass");
        assertThat(mentor.all("shown")).isEmpty();
        liar.close();
    }

    @Test
    void onAMovingPictureInkIsGoneAfterFourSecondsAndAReconnectKeepsWhatStands() {
        String old = mentor.drawOne();
        theatre.await("kept", old);
        running.clock.advance(Duration.ofSeconds(3));
        String young = mentor.drawOne();
        theatre.await("kept", young);
        RoomProbe again = running.room(running.signIn(Role.NURSE)).enter("or");
        assertThat(again.await("welcome").get("strokes")).hasSize(2);
        running.clock.advance(Duration.ofMillis(1_500));
        RoomProbe later = running.room(running.signIn(Role.NURSE)).enter("or");
        assertThat(later.await("welcome").get("strokes")).hasSize(1);
        assertThat(later.await("welcome").at("/strokes/0/id").asText()).isEqualTo(young);
        assertThat(later.await("welcome").at("/strokes/0/done").asBoolean()).isTrue();
        assertThat(theatre.all("erased")).as("fading needs no word").isEmpty();
        again.close();
        later.close();
    }

    @Test
    void onAFrozenFrameInkStaysUntilTheFreezeEnds() {
        String frozen = ",'frame':{'n':7,'how':'trailer'}";
        mentor.say("{'type':'freeze','source':'field'" + frozen + "}");
        JsonNode state =
                theatre.await(
                        "frozen", message -> message.at("/frozen/source").asText().equals("field"));
        assertThat(state.at("/frozen/frame/n").asLong()).isEqualTo(7);
        assertThat(state.at("/frozen/by/account").asText()).isEqualTo("demo-mentor");
        String stroke = mentor.nextStroke();
        mentor.say(
                "{'type':'stroke','id':'%s','source':'field','tool':'pen','colour':'cyan',"
                                .formatted(stroke)
                        + "'surface':'frozen','from':0,'points':[0,0,0,0],'done':true"
                        + frozen
                        + "}");
        theatre.await("kept", stroke);
        running.clock.advance(Duration.ofMinutes(5));
        RoomProbe late = running.room(running.signIn(Role.MENTOR)).enter("mentor");
        assertThat(late.await("welcome").at("/strokes/0/id").asText()).isEqualTo(stroke);
        theatre.say("{'type':'freeze','source':null}");
        assertThat(mentor.await("erased").at("/ids/0").asText()).isEqualTo(stroke);
        mentor.await(
                "moving again",
                message ->
                        message == mentor.last("state") && message.at("/frozen").isMissingNode());
        late.close();
    }

    @Test
    void onesOwnStrokeIsTakenBackAndNobodyElses() {
        String stroke = mentor.drawOne();
        theatre.await("kept", stroke);
        theatre.say("{'type':'erase','id':'" + stroke + "'}");
        assertThat(theatre.await("refused", "erase").get("reason").asText()).contains("drew");
        mentor.say("{'type':'erase','id':'" + stroke + "'}");
        assertThat(theatre.await("erased").at("/ids/0").asText()).isEqualTo(stroke);
        assertThat(kept(StrokeReport.Event.Erased.class).stroke().value()).isEqualTo(stroke);
        String second = mentor.drawOne();
        theatre.await("kept", second);
        theatre.say("{'type':'erase','all':true}");
        assertThat(mentor.await("ink").get("strokes")).isEmpty();
        kept(StrokeReport.Event.Cleared.class);
    }

    @Test
    void inkOnTheMovingPictureGoesWithItsPublication() {
        String stroke = mentor.drawOne();
        theatre.await("kept", stroke);
        running.bridge.publish("or-1", "field");
        assertThat(theatre.await("erased").at("/ids/0").asText()).isEqualTo(stroke);
    }

    @Test
    void aStrokeIsCompleteWhenItsPageHasGone() {
        String stroke = mentor.nextStroke();
        mentor.draw(stroke, 0, "0.1,0.2,0.5,0", false);
        theatre.await("stroke", stroke);
        mentor.close();
        theatre.await("kept", stroke);
        assertThat(kept(StrokeReport.Event.Drawn.class).stroke().points().length()).isEqualTo(4);
    }

    @Test
    void joiningIsRecordedAndATechnicianStaysOutside() {
        assertThat(Audit.of(folder))
                .filteredOn(record -> record.get("action").asText().equals("JOIN_ROOM"))
                .hasSize(2)
                .allMatch(record -> record.get("bed").asText().equals("minato:OR-1"));
        RoomProbe technician = running.room(running.signIn(Role.TECHNICIAN));
        technician.say("{'type':'hello','version':1,'place':'or'}");
        assertThat(technician.awaitClose()).isEqualTo(4003);
        assertThat(technician.messages).isEmpty();
        assertThat(Audit.of(folder).getLast().get("decision").asText()).isEqualTo("deny");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.ink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.telemetry.record.StrokeId;
import org.tsunagu.telemetry.signal.Samples;

class InkTest {
    private static final AxisTime NOON = new AxisTime(1_790_000_000_000_000L);
    private static final Author MENTOR = new Author("c1", "mentor");

    private final Ink ink = new Ink();

    private static Piece piece(
            String id, Stroke.Surface surface, int from, boolean done, int... points) {
        return new Piece(
                new StrokeId(id),
                "field",
                Stroke.Tool.PEN,
                Stroke.Colour.CYAN,
                null,
                surface,
                from,
                Samples.of(points),
                null,
                done);
    }

    private static Drawing drawing(String id, Stroke.Surface surface, AxisTime at, int points) {
        Piece first = piece(id, surface, 0, true, new int[points * Stroke.POINT_NUMBERS]);
        var drawing = new Drawing(MENTOR, first, null, at);
        assertThat(drawing.take(first, at)).isNull();
        return drawing;
    }

    private List<String> standing(AxisTime now) {
        return ink.standing(now).stream().map(drawing -> drawing.id().value()).toList();
    }

    @Test
    void movingInkIsGoneFourSecondsAfterItsLastPieceAndNoEarlier() {
        Piece first = piece("c1:1", Stroke.Surface.MOVING, 0, false, 1, 2, 3, 4);
        var drawing = new Drawing(MENTOR, first, null, NOON);
        drawing.take(first, NOON);
        ink.put(drawing);
        drawing.take(
                piece("c1:1", Stroke.Surface.MOVING, 1, true, 5, 6, 7, 8),
                NOON.plusMicros(3_000_000));
        assertThat(standing(NOON.plusMicros(6_999_999))).containsExactly("c1:1");
        assertThat(standing(NOON.plusMicros(7_000_000))).isEmpty();
    }

    @Test
    void frozenInkStaysUntilItsFreezeEnds() {
        ink.put(drawing("c1:1", Stroke.Surface.FROZEN, NOON, 1));
        ink.put(drawing("c1:2", Stroke.Surface.MOVING, NOON, 1));
        AxisTime tomorrow = NOON.plusMicros(86_400_000_000L);
        assertThat(ink.endOfScene("other")).isEmpty();
        assertThat(ink.endOfScene("field")).containsExactly(new StrokeId("c1:2"));
        assertThat(standing(tomorrow)).containsExactly("c1:1");
        assertThat(ink.endOfFreeze()).containsExactly(new StrokeId("c1:1"));
        assertThat(standing(tomorrow)).isEmpty();
    }

    @Test
    void theOldestGoesBeyond200StrokesAndBeyond50000Points() {
        for (int i = 0; i < Ink.MOST_STROKES; i++) {
            assertThat(ink.put(drawing("c1:" + i, Stroke.Surface.FROZEN, NOON, 1))).isEmpty();
        }
        assertThat(ink.put(drawing("c1:900", Stroke.Surface.FROZEN, NOON, 1)))
                .containsExactly(new StrokeId("c1:0"));
        assertThat(standing(NOON)).hasSize(Ink.MOST_STROKES);
        ink.clear();
        int whole = Stroke.MOST_POINTS;
        for (int i = 0; i < 12; i++) {
            assertThat(ink.put(drawing("c1:" + i, Stroke.Surface.FROZEN, NOON, whole))).isEmpty();
        }
        assertThat(ink.put(drawing("c1:12", Stroke.Surface.FROZEN, NOON, whole)))
                .containsExactly(new StrokeId("c1:0"));
    }

    @Test
    void aPieceReplacesWhatStoodFromItsPlaceOn() {
        Piece first = piece("c1:1", Stroke.Surface.MOVING, 0, false, 1, 1, 1, 1, 2, 2, 2, 2);
        var drawing = new Drawing(MENTOR, first, null, NOON);
        assertThat(drawing.take(first, NOON)).isNull();
        assertThat(drawing.take(piece("c1:1", Stroke.Surface.MOVING, 1, false, 9, 9, 9, 9), NOON))
                .isNull();
        assertThat(drawing.take(piece("c1:1", Stroke.Surface.MOVING, 3, false, 8, 8, 8, 8), NOON))
                .contains("missing");
        assertThat(drawing.whole().points().toInts()).containsExactly(1, 1, 1, 1, 9, 9, 9, 9);
        assertThat(drawing.take(piece("c1:1", Stroke.Surface.MOVING, 2, true), NOON)).isNull();
        assertThat(drawing.take(piece("c1:1", Stroke.Surface.MOVING, 2, true), NOON))
                .contains("complete");
    }

    @Test
    void theNumberOfItsFrameMayComeLaterAndNothingElseOfItChanges() {
        AxisTime captured = NOON.plusMicros(-80_000);
        var rough = new Stroke.Frame(null, 900L, captured, 5_000L, Stroke.Naming.SENDER_REPORT);
        Piece first = named("c1:1", null);
        var drawing = new Drawing(MENTOR, first, rough, NOON);
        drawing.take(first, NOON);
        var other = new Stroke.Frame(13L, 901L, null, null, Stroke.Naming.TRAILER);
        drawing.take(named("c1:1", other), NOON);
        assertThat(drawing.frame()).isEqualTo(rough);

        drawing.take(
                named("c1:1", new Stroke.Frame(12L, 900L, null, null, Stroke.Naming.TRAILER)),
                NOON);
        assertThat(drawing.whole().frame())
                .isEqualTo(new Stroke.Frame(12L, 900L, captured, 5_000L, Stroke.Naming.TRAILER));
        drawing.take(named("c1:1", other), NOON);
        assertThat(drawing.frame()).extracting(Stroke.Frame::number).isEqualTo(12L);

        var unnamed = new Drawing(MENTOR, first, null, NOON);
        unnamed.take(named("c1:1", other), NOON);
        assertThat(unnamed.frame()).isEqualTo(other);
    }

    private static Piece named(String id, Stroke.@Nullable Frame frame) {
        Piece piece = piece(id, Stroke.Surface.MOVING, 0, false, 1, 2, 3, 4);
        return new Piece(
                piece.id(),
                piece.source(),
                piece.tool(),
                piece.colour(),
                frame,
                piece.surface(),
                piece.from(),
                piece.points(),
                piece.text(),
                piece.done());
    }

    @Test
    void aStrokeNeverHasMoreThan4096Points() {
        Piece first = piece("c1:1", Stroke.Surface.MOVING, 0, false);
        var drawing = new Drawing(MENTOR, first, null, NOON);
        int[] most = new int[Piece.MOST_POINTS * Stroke.POINT_NUMBERS];
        for (int from = 0; from < Stroke.MOST_POINTS; from += Piece.MOST_POINTS) {
            assertThat(drawing.take(piece("c1:1", Stroke.Surface.MOVING, from, false, most), NOON))
                    .isNull();
        }
        assertThat(
                        drawing.take(
                                piece(
                                        "c1:1",
                                        Stroke.Surface.MOVING,
                                        Stroke.MOST_POINTS,
                                        true,
                                        1,
                                        1,
                                        1,
                                        1),
                                NOON))
                .contains("4096");
        assertThat(drawing.points()).isEqualTo(Stroke.MOST_POINTS);
    }
}

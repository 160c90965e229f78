// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.ink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.telemetry.record.StrokeId;

/// What is drawn in a room now. On a moving picture a stroke fades; only a frozen frame keeps it.
/// Written by the event loop that owns the room.
public final class Ink {
    /// Strokes that stand in a room; beyond it the oldest goes.
    public static final int MOST_STROKES = 200;

    /// Points of all strokes that stand; beyond it the oldest goes.
    public static final int MOST_POINTS = 50_000;

    /// So long after its last piece a stroke on a moving picture is gone.
    public static final long FADES_AFTER_MICROS = 4_000_000;

    private final Map<StrokeId, Drawing> standing = new LinkedHashMap<>();

    /// Notes that a stroke began or grew. One that had faded stands again.
    ///
    /// @return strokes that had to go for it
    public List<StrokeId> put(Drawing drawing) {
        standing.put(drawing.id(), drawing);
        List<StrokeId> gone = new ArrayList<>();
        while (standing.size() > MOST_STROKES || (standing.size() > 1 && points() > MOST_POINTS)) {
            StrokeId oldest = standing.keySet().iterator().next();
            standing.remove(oldest);
            gone.add(oldest);
        }
        return gone;
    }

    /// What stands, the oldest first.
    public List<Drawing> standing(AxisTime now) {
        fade(now);
        return List.copyOf(standing.values());
    }

    /// @return what stood under this id, null for nothing
    public @Nullable Drawing erase(StrokeId id) {
        return standing.remove(id);
    }

    public @Nullable Drawing of(StrokeId id) {
        return standing.get(id);
    }

    public void clear() {
        standing.clear();
    }

    /// What lay on the moving picture of this source goes: another scene, another size, another
    /// publication.
    public List<StrokeId> endOfScene(String source) {
        return remove(
                drawing ->
                        drawing.surface() == Stroke.Surface.MOVING
                                && drawing.source().equals(source));
    }

    /// What lay on the frozen frame goes.
    public List<StrokeId> endOfFreeze() {
        return remove(drawing -> drawing.surface() == Stroke.Surface.FROZEN);
    }

    /// Lets what is over its time go, without a word: pages fade it by themselves.
    public void fade(AxisTime now) {
        remove(
                drawing ->
                        drawing.surface() == Stroke.Surface.MOVING
                                && now.microsSince(drawing.lastAt()) >= FADES_AFTER_MICROS);
    }

    private List<StrokeId> remove(Predicate<Drawing> which) {
        List<StrokeId> gone = standing.values().stream().filter(which).map(Drawing::id).toList();
        gone.forEach(standing::remove);
        return gone;
    }

    private int points() {
        int points = 0;
        for (Drawing drawing : standing.values()) {
            points += drawing.points();
        }
        return points;
    }
}

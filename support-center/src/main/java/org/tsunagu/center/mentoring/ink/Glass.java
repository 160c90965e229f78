// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.ink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.StrokeId;

/// Whether strokes reached a glass in the operating room. A stroke is waited for from its first
/// piece on; [#LATE_AFTER_MICROS] after its last one somebody must be told that it did not. Written
/// by the event loop that owns the room.
public final class Glass {
    /// So long after its last piece a stroke that no page of the operating room has shown is late.
    public static final long LATE_AFTER_MICROS = 2_000_000;

    /// Strokes that are waited for; beyond it the oldest is forgotten.
    public static final int MOST_WAITED = 400;

    private static final long FORGET_AFTER_MICROS = 60_000_000;

    private final Map<StrokeId, Wait> waits = new LinkedHashMap<>();

    private static final class Wait {
        private @Nullable AxisTime doneAt;
        private boolean told;
    }

    /// @param somebodyThere whether the operating room has a page in the room
    /// @return whether it must be told at once that nobody there sees it
    public boolean began(StrokeId id, boolean somebodyThere) {
        var wait = new Wait();
        wait.told = !somebodyThere;
        waits.put(id, wait);
        if (waits.size() > MOST_WAITED) {
            waits.remove(waits.keySet().iterator().next());
        }
        return wait.told;
    }

    public void done(StrokeId id, AxisTime now) {
        Wait wait = waits.get(id);
        if (wait != null) {
            wait.doneAt = now;
        }
    }

    /// A page of the operating room shows it.
    ///
    /// @return whether it is the first to say so
    public boolean shown(StrokeId id) {
        return waits.remove(id) != null;
    }

    /// It was taken away.
    public void forget(StrokeId id) {
        waits.remove(id);
    }

    /// Strokes that have become late; each is said once.
    public List<StrokeId> late(AxisTime now) {
        List<StrokeId> late = new ArrayList<>();
        waits.entrySet().removeIf(entry -> isOver(entry.getValue(), now));
        waits.forEach(
                (id, wait) -> {
                    if (!wait.told && since(wait, now) >= LATE_AFTER_MICROS) {
                        wait.told = true;
                        late.add(id);
                    }
                });
        return late;
    }

    private static boolean isOver(Wait wait, AxisTime now) {
        return since(wait, now) >= FORGET_AFTER_MICROS;
    }

    private static long since(Wait wait, AxisTime now) {
        AxisTime doneAt = wait.doneAt;
        return doneAt == null ? -1 : now.microsSince(doneAt);
    }
}

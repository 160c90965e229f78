// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.ward.BedView;
import org.tsunagu.center.ward.LatestValue;
import org.tsunagu.telemetry.ward.BedId;

/// What each bed shows on boards, numbered and encoded at most once for all clients: whole, and as
/// what became new since the state before. One thread.
final class Summaries {
    private final Function<BedId, @Nullable BedView> views;
    private final Map<BedId, Shown> shown = new HashMap<>();
    private final Set<BedId> outdated = new HashSet<>();

    /// @param views how a bed is now, null when nothing was ever heard of it
    Summaries(Function<BedId, @Nullable BedView> views) {
        this.views = views;
    }

    /// These beds show something else from now on.
    void changed(Collection<BedId> beds) {
        outdated.addAll(beds);
    }

    /// The bed as it is now, null when nothing was ever heard of it.
    @Nullable Shown of(BedId bed) {
        Shown known = shown.get(bed);
        if (known != null && !outdated.remove(bed)) {
            return known;
        }
        BedView view = views.apply(bed);
        if (view == null) {
            return null;
        }
        outdated.remove(bed);
        Shown now = new Shown(known, view);
        shown.put(bed, now);
        return now;
    }

    /// One state of one bed.
    static final class Shown {
        private final long number;
        private final BedView view;
        private final @Nullable List<LatestValue> newValues;
        private @Nullable Buffer fields;
        private @Nullable Buffer whole;
        private @Nullable Buffer values;

        private Shown(@Nullable Shown before, BedView view) {
            this.number = before == null ? 1 : before.number + 1;
            this.view = view;
            this.newValues = before == null ? null : newValues(before.view, view);
        }

        /// Counts the states of this bed that were asked for.
        long number() {
            return number;
        }

        /// The map of fields, for a snapshot of the board.
        Buffer fields() {
            Buffer known = fields;
            if (known == null) {
                known = SummaryWire.encode(view);
                fields = known;
            }
            return known;
        }

        /// The item that says everything.
        Buffer whole() {
            Buffer known = whole;
            if (known == null) {
                known = LiveWire.summaryItem(fields());
                whole = known;
            }
            return known;
        }

        /// The item that says what is new since state `number() - 1`, null when only the whole
        /// does.
        @Nullable Buffer values() {
            Buffer known = values;
            if (known == null && newValues != null) {
                known = SummaryWire.values(view, newValues);
                values = known;
            }
            return known;
        }
    }

    /// The values that came since, null when anything else changed too. A value that is the same
    /// object was not touched.
    @SuppressWarnings("ReferenceEquality")
    private static @Nullable List<LatestValue> newValues(BedView before, BedView now) {
        boolean alike =
                before.status() == now.status()
                        && before.name().equals(now.name())
                        && Objects.equals(before.unit(), now.unit())
                        && Objects.equals(before.stay(), now.stay())
                        && Objects.equals(before.lostSince(), now.lostSince())
                        && before.alerts().equals(now.alerts())
                        && before.numerics().size() <= now.numerics().size();
        if (!alike) {
            return null;
        }
        List<LatestValue> came = new ArrayList<>();
        for (int i = 0; i < now.numerics().size(); i++) {
            LatestValue value = now.numerics().get(i);
            if (i >= before.numerics().size()) {
                came.add(value);
                continue;
            }
            LatestValue old = before.numerics().get(i);
            if (!old.code().equals(value.code())) {
                return null;
            }
            if (old != value) {
                came.add(value);
            }
        }
        return came;
    }
}

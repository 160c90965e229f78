// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.occupancy.Stay;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.PersonId;

/// What one bed shows. Written by the ward's one thread.
final class BedState {
    /// Codes kept per bed; a further one is not taken.
    static final int MOST_CODES = 500;

    /// Sources remembered per bed.
    static final int MOST_SOURCES = 50;

    /// A value dated further ahead of its arrival than this and its uncertainty would look fresh
    /// for too long; it is stored, but not the newest.
    static final long FARTHEST_AHEAD_MICROS = 10_000_000;

    /// How long a device's word on whose it is holds when it is not repeated.
    static final long CLAIM_HOLDS_MICROS = 600_000_000L;

    private record Claim(PersonId person, AxisTime at) {}

    private final BedId bed;
    private final BedLabel label;
    private final Map<MetricCode, LatestValue> numerics = new LinkedHashMap<>();
    private final BedAlerts alerts = new BedAlerts();
    private final Map<SourceId, LinkReport> links = new HashMap<>();
    private final Map<SourceId, Claim> claims = new HashMap<>();
    private @Nullable SourceId lastSource;
    private @Nullable AxisTime lastAt;
    private @Nullable AxisTime lastFrameAt;
    private @Nullable ClockStamp clock;
    private @Nullable Stay stay;
    private AxisTime line = new AxisTime(Long.MIN_VALUE);
    private boolean admissionsKnown;

    BedState(BedId bed, BedLabel label) {
        this.bed = bed;
        this.label = label;
    }

    BedId bed() {
        return bed;
    }

    void take(BedFrame frame) {
        SourceId source = frame.id().source();
        AxisTime arrived = new AxisTime(frame.arrivedAt().micros());
        long latest = arrived.micros() + FARTHEST_AHEAD_MICROS + frame.clock().uncertaintyMicros();
        for (Numeric numeric : frame.numerics()) {
            AxisTime at = frame.axis(numeric.measuredAt());
            if (at.micros() <= latest) {
                take(valueOf(frame, numeric, at));
            }
        }
        for (SampleArray wave : frame.waveforms()) {
            dataUntil(frame.axis(wave.endsAt()), latest);
        }
        for (Alert alert : frame.alerts()) {
            alerts.take(
                    new OpenAlert(
                            alert, frame.axis(alert.since()), frame.axis(alert.at()), source));
        }
        if (lastFrameAt == null || arrived.compareTo(lastFrameAt) >= 0) {
            lastFrameAt = arrived;
            lastSource = source;
            clock = frame.clock();
        }
        PersonId person = frame.claimedPerson();
        if (person != null && (claims.containsKey(source) || claims.size() < MOST_SOURCES)) {
            claims.put(source, new Claim(person, arrived));
        }
    }

    /// Never older over newer; of two at the same time the one that came later.
    void take(LatestValue value) {
        LatestValue known = numerics.get(value.code());
        if (known == null ? numerics.size() < MOST_CODES : known.at().compareTo(value.at()) <= 0) {
            numerics.put(value.code(), value);
        }
        dataUntil(value.at(), Long.MAX_VALUE);
    }

    void take(OpenAlert alert) {
        alerts.take(alert);
    }

    /// @return whether anything changed
    boolean take(LinkReport report) {
        LinkReport known = links.get(report.source());
        if (known == null
                ? links.size() >= MOST_SOURCES
                : known.since().compareTo(report.since()) > 0) {
            return false;
        }
        return !report.equals(links.put(report.source(), report));
    }

    /// @param present who lies there now
    /// @param from nothing measured before this may be shown
    void occupy(@Nullable Stay present, AxisTime from, boolean known) {
        stay = present;
        line = from;
        admissionsKnown = known;
    }

    @Nullable AxisTime lastAt() {
        return lastAt;
    }

    @Nullable Stay stay() {
        return stay;
    }

    BedStatus status(AxisTime now) {
        Stay present = stay;
        if (present != null) {
            for (Claim claim : claims.values()) {
                if (claim.at().compareTo(present.from()) >= 0
                        && now.microsSince(claim.at()) <= CLAIM_HOLDS_MICROS
                        && !claim.person().equals(present.person())) {
                    return BedStatus.CONFLICT;
                }
            }
            return BedStatus.OCCUPIED;
        }
        if (admissionsKnown) {
            return BedStatus.EMPTY;
        }
        AxisTime last = lastAt;
        return last != null && now.microsSince(last) <= WardState.QUIET_MICROS
                ? BedStatus.UNKNOWN
                : BedStatus.NO_DATA;
    }

    BedView view(AxisTime now) {
        String name = label.name();
        return new BedView(
                bed,
                name == null ? bed.local() : name,
                label.unit(),
                status(now),
                stay,
                lastAt,
                clock,
                lostSince(),
                visible(),
                alerts.open(line));
    }

    /// Supervision is lost when a source that still has the last word on some code, or the last
    /// one heard, is gone. A source whose every code another has taken over does not matter.
    @Nullable AxisTime lostSince() {
        AxisTime since = null;
        for (LinkReport link : links.values()) {
            if (!link.supervised()
                    && matters(link.source())
                    && (since == null || since.micros() < link.since().micros())) {
                since = new AxisTime(link.since().micros());
            }
        }
        return since;
    }

    private boolean matters(SourceId source) {
        if (source.equals(lastSource) || lastSource == null) {
            return true;
        }
        for (LatestValue value : numerics.values()) {
            if (value.source().equals(source) && value.at().compareTo(line) >= 0) {
                return true;
            }
        }
        return false;
    }

    private List<LatestValue> visible() {
        List<LatestValue> visible = new ArrayList<>(numerics.size());
        for (LatestValue value : numerics.values()) {
            if (value.at().compareTo(line) >= 0) {
                visible.add(value);
            }
        }
        return visible;
    }

    private void dataUntil(AxisTime at, long latest) {
        if (at.micros() <= latest && (lastAt == null || at.compareTo(lastAt) > 0)) {
            lastAt = at;
        }
    }

    private static LatestValue valueOf(BedFrame frame, Numeric numeric, AxisTime at) {
        return new LatestValue(
                numeric.code(),
                at,
                numeric.reading(),
                numeric.unit(),
                numeric.staleAfterMicros(),
                frame.clock().uncertaintyMicros(),
                frame.id().source());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.source;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockModel;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.ward.BedId;

/// One device or gateway that sends: its clock, its counts and its beds. Written by the gateway's
/// event loop only.
public final class Source {
    /// Beds of one source under supervision; further beds are kept, not supervised.
    public static final int MOST_BEDS = 2_000;

    /// Supervision of an interval source whose interval is not known.
    static final long ASSUMED_INTERVAL_MICROS = 60_000_000;

    private final SourceId id;
    private final Map<BedId, Supervision> beds = new LinkedHashMap<>();
    private SourceKind kind;
    private @Nullable ClockModel clock;
    private long clockResolutionMicros;
    private String address;
    private ArrivalTime lastSeen;
    private long frames;
    private long duplicates;
    private long drops;
    private int connections;
    private boolean changed = true;
    private @Nullable ArrivalTime reportedAt;

    Source(SourceId id, SourceKind kind, String address, ArrivalTime now) {
        this.id = id;
        this.kind = kind;
        this.address = address;
        lastSeen = now;
    }

    public SourceId id() {
        return id;
    }

    /// Observes the sender's clock and gives the stamp for this message.
    ///
    /// @param resolutionMicros step in which the sender writes its clock
    public ClockStamp observe(DeviceTime sentAt, ArrivalTime now, long resolutionMicros) {
        ClockModel model = clock;
        if (model == null) {
            model =
                    new ClockModel(
                            kind == SourceKind.DEVICE_STREAM
                                    ? ClockModel.Limits.stream()
                                    : ClockModel.Limits.hl7(resolutionMicros));
            clock = model;
            clockResolutionMicros = resolutionMicros;
        }
        changed = true;
        ClockStamp stamp = model.observe(sentAt, now);
        // a message written more coarsely than the first one is less sure by the difference
        long coarser = Math.max(0, resolutionMicros - clockResolutionMicros);
        return coarser == 0
                ? stamp
                : new ClockStamp(stamp.offsetMicros(), stamp.uncertaintyMicros() + coarser);
    }

    public void observeRoundTrip(long micros) {
        if (clock != null) {
            clock.observeRoundTrip(micros);
        }
    }

    /// The stamp of the last message, null before the first with a sending time.
    public @Nullable ClockStamp stamp() {
        return clock == null ? null : clock.stamp();
    }

    /// A message came that carries telemetry or says who lies where.
    public void heard(ArrivalTime now, SourceKind speaking) {
        frames++;
        heard(now);
        speaks(speaking);
    }

    /// What it sends now. A sender of several kinds is called a device when devices are among them,
    /// else a laboratory.
    public void speaks(SourceKind speaking) {
        boolean device = speaking == SourceKind.PCD_01 && kind == SourceKind.LABORATORY;
        if (kind == SourceKind.ADT || device) {
            kind = speaking;
        }
    }

    /// Something came, if only a sign of life.
    public void heard(ArrivalTime now) {
        lastSeen = now;
        changed = true;
    }

    /// A frame for a bed came: it is supervised from now on.
    ///
    /// @param intervalMicros the interval the source reports at, 0 when unknown
    public void heardOf(BedId bed, ArrivalTime now, long intervalMicros) {
        Supervision supervision = beds.get(bed);
        if (supervision == null) {
            if (beds.size() >= MOST_BEDS) {
                return;
            }
            supervision = new Supervision(id, bed, now);
            beds.put(bed, supervision);
        }
        supervision.heard(now, patienceMicros(intervalMicros));
    }

    public void duplicate() {
        duplicates++;
        changed = true;
    }

    public void dropped(long count) {
        drops += count;
        changed = true;
    }

    /// A connection of this source opened.
    public void connected(String from) {
        connections++;
        address = from;
        changed = true;
    }

    /// A connection of this source ended.
    public void disconnected() {
        connections--;
        changed = true;
        if (connections == 0 && kind == SourceKind.DEVICE_STREAM) {
            beds.values().forEach(Supervision::connectionEnded);
        }
    }

    public boolean isConnected() {
        return connections > 0;
    }

    ArrivalTime lastSeen() {
        return lastSeen;
    }

    Collection<Supervision> supervisions() {
        return beds.values();
    }

    /// The report that is due, or null: when something changed and at most every 2 s.
    @Nullable SourceReport dueReport(ArrivalTime now) {
        ArrivalTime last = reportedAt;
        long waited = last == null ? Long.MAX_VALUE : now.micros() - last.micros();
        boolean soon = waited >= 0 && waited < SourceRegistry.REPORT_EVERY_MICROS;
        if (!changed || soon) {
            return null;
        }
        changed = false;
        reportedAt = now;
        return report();
    }

    /// Reports again although nothing changed: the last report was not kept.
    void reportAgain() {
        changed = true;
    }

    public SourceReport report() {
        return new SourceReport(
                id,
                kind,
                address,
                stamp(),
                clock == null ? null : clock.driftPpm(),
                lastSeen,
                frames,
                duplicates,
                drops,
                clock == null ? 0 : clock.steps(),
                isConnected());
    }

    private long patienceMicros(long intervalMicros) {
        if (kind == SourceKind.DEVICE_STREAM) {
            return SourceRegistry.STREAM_SILENCE_MICROS;
        }
        long interval = intervalMicros > 0 ? intervalMicros : ASSUMED_INTERVAL_MICROS;
        return 2 * interval + SourceRegistry.INTERVAL_GRACE_MICROS;
    }
}

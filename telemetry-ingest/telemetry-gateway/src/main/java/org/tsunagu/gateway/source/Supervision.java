// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.source;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.ward.BedId;

/// Whether one source still speaks for one bed. States: supervised ⇄ lost; lost when it was silent
/// for longer than its patience or its connection ended, supervised again with the next frame.
final class Supervision {
    private final SourceId source;
    private final BedId bed;
    private ArrivalTime lastHeard;
    private long patienceMicros;
    private boolean ended;
    private boolean supervised;
    private boolean untold = true;
    private ArrivalTime since;

    Supervision(SourceId source, BedId bed, ArrivalTime now) {
        this.source = source;
        this.bed = bed;
        lastHeard = now;
        since = now;
        supervised = true;
    }

    void heard(ArrivalTime now, long patience) {
        lastHeard = now;
        patienceMicros = patience;
        ended = false;
        if (!supervised) {
            change(true, now);
        }
    }

    void connectionEnded() {
        ended = true;
    }

    /// The report that is due now, or null.
    @Nullable LinkReport due(ArrivalTime now) {
        if (supervised && (ended || now.micros() - lastHeard.micros() >= patienceMicros)) {
            change(false, lastHeard);
        }
        if (!untold) {
            return null;
        }
        untold = false;
        return new LinkReport(source, bed, supervised, since);
    }

    /// The last report was not kept: it is due again.
    void tellAgain() {
        untold = true;
    }

    boolean isFor(LinkReport report) {
        return bed.equals(report.bed());
    }

    private void change(boolean now, ArrivalTime at) {
        supervised = now;
        since = at;
        untold = true;
    }
}

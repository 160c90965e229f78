// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.site;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.tsunagu.center.audit.AuditLog;
import org.tsunagu.center.live.LiveCounters;
import org.tsunagu.center.mentoring.RoomCounters;
import org.tsunagu.center.web.HttpDesk;

/// What the center tells Prometheus.
public final class CenterMeters implements HttpDesk.Seen {
    private final MeterRegistry meters;

    public CenterMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /// Binds the hub's counters.
    public void bind(LiveCounters live) {
        counter("tsunagu.live.records", live, LiveCounters::records);
        counter("tsunagu.live.duplicates", live, LiveCounters::duplicates);
        counter("tsunagu.live.undecodable", live, LiveCounters::undecodable);
        counter("tsunagu.live.delivered", live, LiveCounters::delivered);
        counter("tsunagu.live.delivered.bytes", live, LiveCounters::deliveredBytes);
        counter("tsunagu.live.merged", live, LiveCounters::merged);
        counter("tsunagu.live.dropped", live, LiveCounters::dropped);
        counter("tsunagu.live.refused.messages", live, LiveCounters::refusedMessages);
        counter("tsunagu.live.faults", live, LiveCounters::faults);
        Gauge.builder("tsunagu.live.clients", live, LiveCounters::clients).register(meters);
        Gauge.builder("tsunagu.live.ring.bytes", live, LiveCounters::ringBytes).register(meters);
        Gauge.builder("tsunagu.ward.beds", live, LiveCounters::beds).register(meters);
    }

    /// Binds the counters of the mentoring rooms.
    public void bind(RoomCounters rooms) {
        counter("tsunagu.rooms.strokes", rooms, RoomCounters::strokes);
        counter("tsunagu.rooms.unkept", rooms, RoomCounters::unkept);
        counter("tsunagu.rooms.dropped.pointers", rooms, RoomCounters::droppedPointers);
        counter("tsunagu.rooms.slow.closed", rooms, RoomCounters::slowClosed);
        counter("tsunagu.rooms.refused.messages", rooms, RoomCounters::refused);
        counter("tsunagu.rooms.faults", rooms, RoomCounters::faults);
        Gauge.builder("tsunagu.rooms.people", rooms, RoomCounters::people).register(meters);
    }

    /// Binds the audit's counters.
    public void bind(AuditLog audit) {
        counter("tsunagu.audit.records", audit, AuditLog::written);
        Gauge.builder("tsunagu.audit.ok", audit, log -> log.trouble() == null ? 1 : 0)
                .register(meters);
    }

    @Override
    public void answered(String template, int status, long nanos) {
        Timer.builder("tsunagu.http.answers")
                .tag("route", template)
                .tag("status", Integer.toString(status))
                .register(meters)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private <T> void counter(String name, T object, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, object, value).register(meters);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tsunagu.store.history.AxisGap;
import org.tsunagu.store.history.History;
import org.tsunagu.store.history.LatestNumeric;
import org.tsunagu.store.history.NumericPage;
import org.tsunagu.store.history.Resolution;
import org.tsunagu.store.history.ResultPage;
import org.tsunagu.store.history.RollUpPage;
import org.tsunagu.store.history.SeverityPage;
import org.tsunagu.store.history.StoreUnavailable;
import org.tsunagu.store.history.StoredAlert;
import org.tsunagu.store.history.StoredEncounter;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.store.history.StoredSeverity;
import org.tsunagu.store.history.StoredStay;
import org.tsunagu.store.history.WaveformPage;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// A store that holds what the test puts in, and can be away.
public final class FakeHistory implements History {
    public volatile boolean away;
    public final List<NumericPage.Point> points = new CopyOnWriteArrayList<>();
    public final List<RollUpPage.Bucket> buckets = new CopyOnWriteArrayList<>();
    public final List<WaveformPage.Segment> segments = new CopyOnWriteArrayList<>();
    public final List<AxisGap> gaps = new CopyOnWriteArrayList<>();
    public final List<LatestNumeric> latest = new CopyOnWriteArrayList<>();
    public final List<StoredAlert> alerts = new CopyOnWriteArrayList<>();
    public final List<StoredStay> stays = new CopyOnWriteArrayList<>();
    public final List<BedId> beds = new CopyOnWriteArrayList<>();
    public final Map<EncounterId, StoredEncounter> encounters = new ConcurrentHashMap<>();
    public final List<SeverityPage.Point> severity = new CopyOnWriteArrayList<>();
    public final List<ResultPage.Point> results = new CopyOnWriteArrayList<>();
    public final List<StoredSeverity> presentSeverity = new CopyOnWriteArrayList<>();
    public final List<StoredResult> presentResults = new CopyOnWriteArrayList<>();
    public volatile String lastThread = "";

    @Override
    public NumericPage numerics(
            Scope scope, MetricCode code, AxisTime from, AxisTime to, int limit) {
        check();
        List<NumericPage.Point> inRange =
                points.stream()
                        .filter(
                                point ->
                                        point.at().compareTo(from) >= 0
                                                && point.at().compareTo(to) < 0)
                        .toList();
        return inRange.size() > limit
                ? new NumericPage(inRange.subList(0, limit), gaps, inRange.get(limit).at())
                : new NumericPage(inRange, gaps, null);
    }

    @Override
    public RollUpPage rollUps(
            Scope scope,
            MetricCode code,
            Resolution resolution,
            AxisTime from,
            AxisTime to,
            int limit) {
        check();
        return new RollUpPage(buckets, gaps, null);
    }

    @Override
    public WaveformPage waveforms(
            Scope scope, MetricCode code, AxisTime from, AxisTime to, int maxSamples) {
        check();
        return new WaveformPage(segments, gaps, null);
    }

    @Override
    public SeverityPage severity(
            Scope scope, AxisTime from, AxisTime to, boolean superseded, int limit) {
        check();
        List<SeverityPage.Point> inRange =
                severity.stream()
                        .filter(point -> superseded || !point.superseded())
                        .filter(point -> lies(point.report().asOf(), from, to))
                        .toList();
        return inRange.size() > limit
                ? new SeverityPage(inRange.subList(0, limit), inRange.get(limit).report().asOf())
                : new SeverityPage(inRange, null);
    }

    @Override
    public ResultPage results(Scope scope, AxisTime from, AxisTime to, int limit) {
        check();
        List<ResultPage.Point> inRange =
                results.stream().filter(point -> lies(point.result().at(), from, to)).toList();
        return inRange.size() > limit
                ? new ResultPage(inRange.subList(0, limit), inRange.get(limit).result().at())
                : new ResultPage(inRange, null);
    }

    private static boolean lies(AxisTime at, AxisTime from, AxisTime to) {
        return at.compareTo(from) >= 0 && at.compareTo(to) < 0;
    }

    @Override
    public List<StoredSeverity> presentSeverity(AxisTime since) {
        check();
        return presentSeverity;
    }

    @Override
    public List<StoredResult> presentResults(AxisTime since) {
        check();
        return presentResults;
    }

    @Override
    public List<LatestNumeric> latestNumerics() {
        check();
        return latest;
    }

    @Override
    public List<StoredAlert> openAlerts() {
        check();
        return alerts;
    }

    @Override
    public List<StoredStay> stays(int limit) {
        check();
        return stays;
    }

    @Override
    public StoredEncounter encounter(EncounterId id) {
        check();
        return encounters.get(id);
    }

    @Override
    public List<BedId> beds() {
        check();
        return beds;
    }

    @Override
    public List<SourceReport> sources() {
        check();
        return List.of();
    }

    @Override
    public List<AnomalyReport> anomalies() {
        check();
        return List.of();
    }

    private void check() {
        lastThread = Thread.currentThread().toString();
        if (away) {
            throw new StoreUnavailable("away by the test", new IllegalStateException("test"));
        }
    }
}

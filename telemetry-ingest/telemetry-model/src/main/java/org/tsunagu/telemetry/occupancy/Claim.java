// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.occupancy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// What one encounter's movements alone say: in this bed from then to then, whoever else says so
/// too.
record Claim(BedMovement opening, AxisTime from, @Nullable AxisTime to) {
    private static final Comparator<Claim> IN_TIME =
            Comparator.comparing(Claim::from)
                    .thenComparing(claim -> claim.opening.arrivedAt())
                    .thenComparing(claim -> claim.opening.id().toString());

    BedId bed() {
        return opening.bed();
    }

    EncounterId encounter() {
        return opening.encounter();
    }

    boolean endsBefore(AxisTime time) {
        return to != null && to.compareTo(time) < 0;
    }

    boolean overlaps(Claim other) {
        return isBefore(from, other.to) && isBefore(other.from, to);
    }

    /// Walks the movements of one encounter in time; what is odd about `subject` is added to
    /// `anomalies`.
    static List<Claim> of(List<BedMovement> ordered, BedMovement subject, List<Anomaly> anomalies) {
        List<Claim> claims = new ArrayList<>();
        @Nullable BedMovement open = null;
        @Nullable BedMovement last = null;
        for (BedMovement movement : ordered) {
            String oddity = oddity(movement, open, last);
            if (oddity != null && movement.equals(subject)) {
                anomalies.add(new Anomaly(oddity, movement.encounter() + " at " + movement.bed()));
            }
            last = movement;
            boolean stays = movement.kind() != BedMovement.Kind.DISCHARGE;
            if (open != null && stays && open.bed().equals(movement.bed())) {
                continue;
            }
            if (open != null && open.effectiveAt().compareTo(movement.effectiveAt()) < 0) {
                claims.add(new Claim(open, open.effectiveAt(), movement.effectiveAt()));
            }
            open = stays ? movement : null;
        }
        if (open != null) {
            claims.add(new Claim(open, open.effectiveAt(), null));
        }
        return List.copyOf(claims);
    }

    /// The stays of one bed when all claims on it are seen together: each ends at the latest when
    /// the next begins.
    static List<Stay> settle(List<Claim> claims) {
        List<Claim> ordered = claims.stream().sorted(IN_TIME).toList();
        List<Stay> stays = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            Claim claim = ordered.get(i);
            AxisTime to = claim.to;
            if (i + 1 < ordered.size() && isBefore(ordered.get(i + 1).from, to)) {
                to = ordered.get(i + 1).from;
            }
            if (isBefore(claim.from, to)) {
                stays.add(
                        new Stay(
                                claim.bed(),
                                claim.encounter(),
                                claim.opening.patient().id(),
                                claim.from,
                                to));
            }
        }
        return List.copyOf(stays);
    }

    private static @Nullable String oddity(
            BedMovement movement, @Nullable BedMovement open, @Nullable BedMovement last) {
        if (last != null && !last.patient().id().equals(movement.patient().id())) {
            return "encounter-person-conflict";
        }
        return switch (movement.kind()) {
            case ADMIT -> null;
            case TRANSFER -> open == null ? "transfer-without-admission" : null;
            case DISCHARGE -> {
                if (open == null) {
                    yield "discharge-without-admission";
                }
                yield open.bed().equals(movement.bed()) ? null : "discharge-from-another-bed";
            }
        };
    }

    private static boolean isBefore(AxisTime time, @Nullable AxisTime end) {
        return end == null || time.compareTo(end) < 0;
    }
}

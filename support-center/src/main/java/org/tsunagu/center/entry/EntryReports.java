// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.entry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// Entries and withdrawals as the journal keeps them.
final class EntryReports {
    static final SourceId SOURCE = new SourceId("entry");

    /// People say a minute, not an instant.
    private static final ClockStamp BY_THE_MINUTE = new ClockStamp(0, 30_000_000);

    private static final int MOST_DECIMALS = 9;
    private static final int HASH_DIGITS = 16;
    private static final int KEY_DIGITS = 32;

    private EntryReports() {}

    /// @param unit as it is kept
    static ResultReport entry(
            EntryForm form,
            String unit,
            AxisTime takenAt,
            BedId bed,
            String account,
            AxisTime now) {
        int decimals = Math.clamp(form.value().scale(), 0, MOST_DECIMALS);
        var result =
                new Result(
                        form.code(),
                        new DeviceTime(takenAt.micros()),
                        new Reading.Value(form.value().doubleValue(), decimals),
                        unit,
                        Result.Status.FINAL);
        return report(
                idOf(form.key(), account, form.encounter()),
                bed,
                form.encounter(),
                account,
                now,
                result);
    }

    /// The same entry, to take the place of what stands for its code and time.
    static ResultReport correction(ResultReport entry) {
        Result result = entry.results().getFirst();
        return new ResultReport(
                entry.id(),
                entry.kind(),
                entry.bed(),
                entry.encounter(),
                entry.person(),
                entry.enteredBy(),
                entry.arrivedAt(),
                entry.clock(),
                List.of(
                        new Result(
                                result.code(),
                                result.takenAt(),
                                result.reading(),
                                result.unit(),
                                Result.Status.CORRECTED)));
    }

    /// Names the entry by its code and time, as the scorer finds it.
    static ResultReport withdrawal(
            StoredResult entry, EncounterId encounter, BedId bed, String account, AxisTime now) {
        var result =
                new Result(
                        entry.code(),
                        entry.takenBySender(),
                        entry.reading(),
                        entry.unit(),
                        Result.Status.WITHDRAWN);
        // Twice withdrawn is once withdrawn.
        String id = hash("withdrawal of " + entry.id(), KEY_DIGITS);
        return report(id, bed, encounter, account, now, result);
    }

    private static ResultReport report(
            String id,
            BedId bed,
            EncounterId encounter,
            String account,
            AxisTime now,
            Result result) {
        return new ResultReport(
                new EventId.Message(SOURCE, id, "-", hash(id, HASH_DIGITS)),
                SourceKind.ENTRY,
                bed,
                encounter,
                null,
                account,
                new ArrivalTime(now.micros()),
                BY_THE_MINUTE,
                List.of(result));
    }

    /// The same key of the same person for the same patient is the same entry.
    private static String idOf(@Nullable String key, String account, EncounterId encounter) {
        return key == null
                ? UUID.randomUUID().toString()
                : hash(account + '\0' + encounter + '\0' + key, KEY_DIGITS);
    }

    private static String hash(String text, int digits) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, digits);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}

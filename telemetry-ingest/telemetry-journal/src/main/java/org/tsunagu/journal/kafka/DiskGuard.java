// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Refuses input while the journal's disk is nearly full, before the broker itself fails: a broker
/// that meets a full disk gives its log directory up and needs a restart.
///
/// Refuses below the floor, accepts again above floor + 25 %, so that it does not flutter. Used by
/// one thread, the watch.
public final class DiskGuard {
    static final long SMALLEST_FLOOR_BYTES = 512L * 1024 * 1024;
    private static final int FLOOR_PERCENT = 2;
    private static final int HYSTERESIS_DIVISOR = 4;
    private static final double MEBIBYTE = 1024.0 * 1024.0;

    private final String place;
    private final LongSupplier usableBytes;
    private final long floorBytes;
    private boolean refusing;

    /// @param place what the operator calls the disk
    /// @param usableBytes free space now; asked several times a second
    public DiskGuard(String place, LongSupplier usableBytes, long floorBytes) {
        this.place = place;
        this.usableBytes = usableBytes;
        this.floorBytes = floorBytes;
    }

    /// Guards the disk under a directory.
    ///
    /// @param floorBytes 0 for the larger of 512 MiB and 2 % of the disk
    public static DiskGuard of(Path directory, long floorBytes) {
        File file = directory.toAbsolutePath().toFile();
        long floor = floorBytes > 0 ? floorBytes : defaultFloor(file.getTotalSpace());
        return new DiskGuard(file.getPath(), file::getUsableSpace, floor);
    }

    /// A guard for a disk that is not ours to watch (external cluster).
    public static DiskGuard none() {
        return new DiskGuard("", () -> Long.MAX_VALUE, 0);
    }

    static long defaultFloor(long totalBytes) {
        return Math.max(SMALLEST_FLOOR_BYTES, totalBytes / 100 * FLOOR_PERCENT);
    }

    /// Looks at the disk.
    ///
    /// @return why input is refused and what to do, empty when there is room
    Optional<String> check() {
        long usable = usableBytes.getAsLong();
        long limit = refusing ? floorBytes + floorBytes / HYSTERESIS_DIVISOR : floorBytes;
        refusing = usable < limit;
        return Optional.ofNullable(refusing ? reason(usable, limit) : null);
    }

    private String reason(long usable, long limit) {
        return String.format(
                Locale.ROOT,
                "Disk nearly full: %.0f MiB free at %s, input is taken again from %.0f MiB on. Free"
                        + " some space or move the data directory",
                usable / MEBIBYTE,
                place,
                Math.ceil((limit == floorBytes ? limit + limit / 4.0 : limit) / MEBIBYTE));
    }
}

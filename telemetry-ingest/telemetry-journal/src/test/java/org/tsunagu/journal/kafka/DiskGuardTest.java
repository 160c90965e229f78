// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskGuardTest {
    private static final long MEBIBYTE = 1024L * 1024;

    private final AtomicLong usable = new AtomicLong(2_000 * MEBIBYTE);
    private final DiskGuard guard = new DiskGuard("/data", usable::get, 1_000 * MEBIBYTE);

    @Test
    void roomAboveTheFloorIsNoReason() {
        usable.set(1_000 * MEBIBYTE);
        assertThat(guard.check()).isEmpty();
    }

    @Test
    void belowTheFloorItRefusesAndSaysWhatToDo() {
        usable.set(1_000 * MEBIBYTE - 1);
        assertThat(guard.check())
                .hasValueSatisfying(
                        reason ->
                                assertThat(reason)
                                        .contains("/data", "1000 MiB free", "from 1250 MiB on")
                                        .contains("Free some space"));
    }

    @Test
    void itDoesNotFlutterAtTheFloor() {
        usable.set(900 * MEBIBYTE);
        guard.check();
        usable.set(1_249 * MEBIBYTE);
        assertThat(guard.check())
                .hasValueSatisfying(reason -> assertThat(reason).contains("from 1250 MiB on"));
        usable.set(1_250 * MEBIBYTE);
        assertThat(guard.check()).isEmpty();
        usable.set(1_001 * MEBIBYTE);
        assertThat(guard.check()).isEmpty();
    }

    @Test
    void theFloorIsTwoPercentOfALargeDiskAndHalfAGibibyteOfASmallOne() {
        assertThat(DiskGuard.defaultFloor(100_000 * MEBIBYTE)).isEqualTo(2_000 * MEBIBYTE);
        assertThat(DiskGuard.defaultFloor(10_000 * MEBIBYTE)).isEqualTo(512 * MEBIBYTE);
    }

    @Test
    void aFolderThatIsGoneRefuses(@TempDir Path folder) {
        assertThat(DiskGuard.of(folder.resolve("gone"), 1).check()).isPresent();
        assertThat(DiskGuard.of(folder, 1).check()).isEmpty();
    }

    @Test
    void aDiskThatIsNotOursNeverRefuses() {
        assertThat(DiskGuard.none().check()).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.tsunagu.store.block.BlockCodec;
import org.tsunagu.store.intake.PendingBed;
import org.tsunagu.store.intake.WaveBlock;
import org.tsunagu.store.intake.WaveHead;

/// Waveform blocks.
final class WaveformTable {
    static final String BLOCKS = "waveform_block";

    private final Dictionary names;

    WaveformTable(Dictionary names) {
        this.names = names;
    }

    static List<Long> times(PendingBed bed) {
        return bed.heads().stream().map(head -> head.startsAt().micros()).toList();
    }

    void write(Connection connection, List<PendingBed> beds) throws SQLException {
        if (beds.stream().allMatch(bed -> bed.heads().isEmpty())) {
            return;
        }
        try (var copy =
                new CopyRows(
                        connection,
                        BLOCKS
                                + " (at, ends_at, device_at, device_ends, start_offset, end_offset,"
                                + " uncertainty, rate_numerator, rate_denominator,"
                                + " estimated_rate, gain, physical_offset, bed, code, source,"
                                + " unit, samples, payload)")) {
            for (PendingBed bed : beds) {
                int bedId = names.beds().idOf(bed.bed().value());
                for (WaveBlock block : bed.blocks()) {
                    write(copy, bedId, block);
                }
            }
            copy.end();
        }
    }

    private void write(CopyRows copy, int bedId, WaveBlock block) throws SQLException {
        WaveHead head = block.head();
        copy.row(18)
                .int8(head.startsAt().micros())
                .int8(head.endsAt().micros())
                .int8(head.firstSampleAt().micros())
                .int8(head.deviceEndsAt().micros())
                .int8(head.startOffsetMicros())
                .int8(head.endOffsetMicros())
                .int8(head.uncertaintyMicros())
                .int8(head.rate().numerator())
                .int8(head.rate().denominator())
                .float8(head.estimatedRateHertz())
                .float8(head.gain())
                .float8(head.offset())
                .int4(bedId)
                .int4(names.codeId(head.code()))
                .int4(names.sources().idOf(head.source().value()))
                .int4(names.units().idOf(head.unit()))
                .int4(head.count())
                .bytes(BlockCodec.encode(block.samples()));
    }
}

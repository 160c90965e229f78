// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.tsunagu.store.block.BlockCodec;
import org.tsunagu.store.block.CorruptBlockException;
import org.tsunagu.store.database.Dictionary;
import org.tsunagu.store.intake.WaveBlock;
import org.tsunagu.store.intake.WaveHead;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.MetricCode;

/// Waveform blocks of the database.
final class WaveformReads {
    private static final String OF_WINDOW =
            " FROM waveform_block WHERE bed = ? AND code = ? AND at > ? AND at < ? AND ends_at > ?"
                    + " ORDER BY at LIMIT "
                    + WaveformReads.MOST_BLOCKS;
    private static final String HEAD =
            "SELECT source, device_at, device_ends, start_offset, end_offset, uncertainty, rate_numerator,"
                    + " rate_denominator, estimated_rate, gain, physical_offset, unit, samples";

    /// Beyond this many blocks of a window the rest is another page.
    static final int MOST_BLOCKS = 20_000;

    private final Dictionary names;

    WaveformReads(Dictionary names) {
        this.names = names;
    }

    /// What the blocks of a window are, oldest first.
    List<WaveHead> heads(Connection connection, Window window, MetricCode code)
            throws SQLException {
        List<WaveHead> heads = new ArrayList<>();
        Integer bed = names.beds().find(window.bed().value());
        Integer codeId = names.codes().find(code.id());
        if (bed == null || codeId == null) {
            return heads;
        }
        try (PreparedStatement select = connection.prepareStatement(HEAD + OF_WINDOW)) {
            bind(select, bed, codeId, window);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    heads.add(head(rows, code));
                }
            }
        }
        return heads;
    }

    /// The blocks of a window with their samples, oldest first.
    List<WaveBlock> blocks(Connection connection, Window window, MetricCode code)
            throws SQLException {
        List<WaveBlock> blocks = new ArrayList<>();
        Integer bed = names.beds().find(window.bed().value());
        Integer codeId = names.codes().find(code.id());
        if (bed == null || codeId == null) {
            return blocks;
        }
        try (PreparedStatement select =
                connection.prepareStatement(HEAD + ", payload" + OF_WINDOW)) {
            bind(select, bed, codeId, window);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    WaveHead head = head(rows, code);
                    blocks.add(new WaveBlock(head, BlockCodec.decode(rows.getBytes(14))));
                }
            }
        } catch (CorruptBlockException corrupt) {
            throw new SQLException("a waveform block is damaged: " + corrupt.getMessage(), corrupt);
        }
        return blocks;
    }

    private static void bind(PreparedStatement select, int bed, int code, Window window)
            throws SQLException {
        select.setInt(1, bed);
        select.setInt(2, code);
        select.setLong(3, window.from().micros() - WaveHead.LONGEST_MICROS);
        select.setLong(4, window.to().micros());
        select.setLong(5, window.from().micros());
    }

    private WaveHead head(ResultSet row, MetricCode code) throws SQLException {
        return new WaveHead(
                code,
                new SourceId(names.sources().nameOf(row.getInt(1))),
                new DeviceTime(row.getLong(2)),
                new DeviceTime(row.getLong(3)),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                new SampleRate(row.getLong(7), row.getLong(8)),
                row.getDouble(9),
                row.getDouble(10),
                row.getDouble(11),
                names.units().nameOf(row.getInt(12)),
                row.getInt(13));
    }

    /// Samples of a run at or after `time`: the index of the first.
    static int firstAtOrAfter(WaveHead head, AxisTime time) {
        long micros = time.microsSince(head.startsAt());
        if (micros <= 0) {
            return 0;
        }
        long index = Math.clamp(head.rate().samplesIn(micros), 0, head.count());
        while (index > 0 && head.rate().microsOf(index - 1) >= micros) {
            index--;
        }
        while (index < head.count() && head.rate().microsOf(index) < micros) {
            index++;
        }
        return (int) index;
    }
}

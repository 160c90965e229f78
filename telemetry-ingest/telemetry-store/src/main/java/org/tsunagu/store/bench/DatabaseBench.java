// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tsunagu.store.database.DataDays;
import org.tsunagu.store.database.Dictionary;
import org.tsunagu.store.database.FlushWriter;
import org.tsunagu.store.database.Migrations;
import org.tsunagu.store.history.History.Scope;
import org.tsunagu.store.intake.Buffers;
import org.tsunagu.store.intake.CommitGate;
import org.tsunagu.store.intake.Flush;
import org.tsunagu.store.intake.Limits;
import org.tsunagu.store.intake.PresentState;
import org.tsunagu.store.query.StoredHistory;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.ward.BedId;

/// Frames of a second through buffers, codec and database and back, without a journal: what the
/// store's own part of the path can take. Use an empty database of its own.
public final class DatabaseBench {
    private static final long SECOND = 1_000_000L;
    private static final int NUMERICS_A_SECOND = 20;
    private static final int SECONDS_A_FLUSH = 12;
    private static final AxisTime START = AxisTime.parse("2026-01-01T00:00:00Z");

    private final Dictionary names = new Dictionary();
    private final DataDays days = new DataDays();
    private final PresentState present = new PresentState();
    private final Buffers buffers = new Buffers(Limits.standard(), present);
    private final CommitGate gate = new CommitGate();
    private final List<Channel> channels;
    private final int beds;

    private DatabaseBench(List<Channel> channels, int beds) {
        this.channels = channels;
        this.beds = beds;
    }

    /// @param beds how many send the channels at once
    /// @param flushes transactions to measure, each 12 s of all beds
    public static DatabaseFigures run(
            String jdbcUrl,
            String user,
            String password,
            List<Channel> channels,
            int beds,
            int flushes)
            throws SQLException {
        var settings = new HikariConfig();
        settings.setJdbcUrl(jdbcUrl);
        settings.setUsername(user);
        settings.setPassword(password);
        settings.setMaximumPoolSize(2);
        try (var pool = new HikariDataSource(settings);
                Connection connection = pool.getConnection()) {
            return new DatabaseBench(channels, beds).run(pool, connection, flushes);
        }
    }

    private DatabaseFigures run(HikariDataSource pool, Connection connection, int flushes)
            throws SQLException {
        Migrations.run(connection);
        names.load(connection);
        days.load(connection);
        buffers.startAt(0, Map.of(), 0);
        var writer = new FlushWriter(names, days);
        long numerics = 0;
        long samples = 0;
        long nanos = 0;
        for (int flush = 0; flush < flushes; flush++) {
            samples += fill(flush);
            numerics += (long) beds * SECONDS_A_FLUSH * NUMERICS_A_SECOND;
            Flush taken = buffers.takeAll(0);
            if (taken == null) {
                throw new IllegalStateException("nothing to write");
            }
            long begin = System.nanoTime();
            writer.write(connection, taken, "bench", START.micros(), false);
            connection.commit();
            connection.setAutoCommit(true);
            nanos += System.nanoTime() - begin;
            buffers.settle(taken, 0);
        }
        double seconds = nanos / 1e9;
        var history = new StoredHistory(pool, gate, names, buffers, present, () -> true);
        return new DatabaseFigures(
                numerics,
                samples,
                numerics / seconds,
                samples / seconds,
                (numerics + samples) / seconds,
                samplesOut(history, flushes),
                numericsOut(history, flushes));
    }

    private long fill(int flush) {
        long samples = 0;
        for (int bed = 0; bed < beds; bed++) {
            for (int second = 0; second < SECONDS_A_FLUSH; second++) {
                long sequence = (long) flush * SECONDS_A_FLUSH + second + 1;
                BedFrame frame = frame(bed, sequence);
                for (SampleArray waveform : frame.waveforms()) {
                    samples += waveform.samples().length();
                }
                buffers.accept(0, sequence * beds + bed, 0, frame, 0);
            }
        }
        return samples;
    }

    private BedFrame frame(int bed, long sequence) {
        var at = new DeviceTime(START.micros() + (sequence - 1) * SECOND);
        List<Numeric> numerics = new ArrayList<>(NUMERICS_A_SECOND);
        for (int i = 0; i < NUMERICS_A_SECOND; i++) {
            var reading = new Reading.Value(60 + (sequence + i) % 50, 0);
            numerics.add(new Numeric(code(100 + i), at, reading, "/min", 5 * SECOND));
        }
        List<SampleArray> waveforms = new ArrayList<>(channels.size());
        for (int i = 0; i < channels.size(); i++) {
            waveforms.add(second(i, at, sequence - 1));
        }
        return new BedFrame(
                new EventId.Sequenced(new SourceId("bench-" + bed), 1, sequence),
                bed(bed),
                SourceKind.DEVICE_STREAM,
                at,
                new ArrivalTime(at.micros()),
                new ClockStamp(0, 1_000),
                null,
                numerics,
                waveforms,
                List.of(),
                List.of());
    }

    /// One second of a channel; a recording that is at its end begins again.
    private SampleArray second(int index, DeviceTime at, long second) {
        Channel channel = channels.get(index);
        int length = (int) channel.rate().samplesIn(SECOND);
        int seconds = Math.max(1, channel.samples().length() / length);
        int from = (int) (second % seconds) * length;
        int to = Math.min(channel.samples().length(), from + length);
        return new SampleArray(
                code(1_000 + index),
                at,
                channel.rate(),
                1,
                0,
                "mV",
                channel.samples().slice(from, to));
    }

    private double samplesOut(StoredHistory history, int flushes) {
        AxisTime end = START.plusMicros((long) flushes * SECONDS_A_FLUSH * SECOND);
        long samples = 0;
        long begin = System.nanoTime();
        for (int bed = 0; bed < beds; bed++) {
            for (int i = 0; i < channels.size(); i++) {
                var page =
                        history.waveforms(
                                new Scope.OfBed(bed(bed)),
                                code(1_000 + i),
                                START,
                                end,
                                Integer.MAX_VALUE);
                for (var segment : page.segments()) {
                    samples += segment.samples().length();
                }
            }
        }
        return samples * 1e9 / (System.nanoTime() - begin);
    }

    private double numericsOut(StoredHistory history, int flushes) {
        AxisTime end = START.plusMicros((long) flushes * SECONDS_A_FLUSH * SECOND);
        long rows = 0;
        long begin = System.nanoTime();
        for (int bed = 0; bed < beds; bed++) {
            for (int i = 0; i < NUMERICS_A_SECOND; i++) {
                rows +=
                        history.numerics(
                                        new Scope.OfBed(bed(bed)),
                                        code(100 + i),
                                        START,
                                        end,
                                        1_000_000)
                                .points()
                                .size();
            }
        }
        return rows * 1e9 / (System.nanoTime() - begin);
    }

    private static BedId bed(int number) {
        return new BedId("bench:" + number);
    }

    private static MetricCode code(int number) {
        return MetricCode.local("bench", Integer.toString(number));
    }
}

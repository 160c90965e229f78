// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tsunagu.deployment.platform.PlatformException;
import org.tsunagu.simulator.wfdb.Chunk;
import org.tsunagu.simulator.wfdb.RecordReader;
import org.tsunagu.simulator.wfdb.SignalRun;
import org.tsunagu.simulator.wfdb.WfdbException;
import org.tsunagu.simulator.wfdb.WfdbRecord;
import org.tsunagu.store.bench.Channel;
import org.tsunagu.store.bench.CodecBench;
import org.tsunagu.store.bench.CodecFigures;
import org.tsunagu.store.bench.DatabaseBench;
import org.tsunagu.store.bench.DatabaseFigures;
import org.tsunagu.store.embedded.EmbeddedDatabase;
import org.tsunagu.telemetry.signal.Samples;

/// `bench store`: the block codec and the database on the real recordings.
public final class StoreBench {
    private static final List<String> RECORDS =
            List.of("mixedsignals", "041s/041s", "s0010_re", "100", "s00001/3975656_0006");
    private static final int CHUNK_FRAMES = 4_096;
    private static final int BEDS = 50;
    private static final int FLUSHES = 5;

    private StoreBench() {}

    public static BenchReport run(PrintWriter out) throws IOException {
        Path recordings =
                Path.of(System.getProperty("tsunagu.root", "."), "..", "shared", "data", "wfdb")
                        .normalize();
        if (!Files.isDirectory(recordings)) {
            throw new PlatformException(
                    "bench store measures real recordings, and " + recordings + " is not there");
        }
        var report = new BenchReport("store");
        List<Channel> channels = new ArrayList<>();
        for (String record : RECORDS) {
            out.println("store: reading " + record);
            out.flush();
            channels.addAll(read(recordings.resolve(record), record));
        }
        for (CodecFigures figures : CodecBench.run(channels)) {
            report.row(cells(figures));
        }
        out.println("store: database …");
        out.flush();
        report.remark(database(channels.subList(0, Math.min(4, channels.size()))));
        report.remark("codec: one thread, blocks as long as the store makes them");
        return report;
    }

    private static List<Channel> read(Path path, String name) throws IOException {
        try {
            WfdbRecord record = WfdbRecord.open(path);
            Map<String, Growing> signals = new LinkedHashMap<>();
            try (RecordReader reader = record.reader()) {
                for (Chunk chunk = reader.read(CHUNK_FRAMES);
                        chunk != null;
                        chunk = reader.read(CHUNK_FRAMES)) {
                    for (SignalRun run : chunk.runs()) {
                        signals.computeIfAbsent(run.signal().description(), _ -> new Growing())
                                .add(run.samples());
                    }
                }
            }
            List<Channel> channels = new ArrayList<>();
            record.signals().stream()
                    .filter(signal -> signals.containsKey(signal.description()))
                    .forEach(
                            signal ->
                                    channels.add(
                                            new Channel(
                                                    name + " " + signal.description(),
                                                    record.frameRate()
                                                            .times(signal.samplesPerFrame()),
                                                    signals.getOrDefault(
                                                                    signal.description(),
                                                                    new Growing())
                                                            .all())));
            return channels;
        } catch (WfdbException unusable) {
            throw new PlatformException(
                    "cannot read " + path + ": " + unusable.getMessage(), unusable);
        }
    }

    private static Map<String, String> cells(CodecFigures figures) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("channel", figures.channel());
        cells.put("samples", Long.toString(figures.samples()));
        cells.put("bytes/sample", text("%.3f", figures.bytesPerSample()));
        cells.put("ratio to 16 bit", text("%.2f", figures.ratioTo16Bit()));
        cells.put("encode M/s", text("%.1f", figures.encodedPerSecond() / 1e6));
        cells.put("decode M/s", text("%.1f", figures.decodedPerSecond() / 1e6));
        cells.put("bit-exact", figures.isExact() ? "yes" : "NO");
        return cells;
    }

    private static String database(List<Channel> channels) throws IOException {
        Path folder = Files.createTempDirectory("tsunagu-bench");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            DatabaseFigures figures =
                    DatabaseBench.run(
                            database.jdbcUrl(),
                            database.user(),
                            database.password(),
                            channels,
                            BEDS,
                            FLUSHES);
            return text(
                    "database, embedded and durable, %d beds: values in %.2f M/s (numerics %.0f k/s,"
                            + " samples %.2f M/s), values out: samples %.1f M/s, numerics %.0f k/s,"
                            + " one thread",
                    BEDS,
                    figures.valuesInPerSecond() / 1e6,
                    figures.numericsInPerSecond() / 1e3,
                    figures.samplesInPerSecond() / 1e6,
                    figures.samplesOutPerSecond() / 1e6,
                    figures.numericsOutPerSecond() / 1e3);
        } catch (SQLException trouble) {
            throw new PlatformException("the bench's database: " + trouble.getMessage(), trouble);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /// Samples of one signal, put together.
    private static final class Growing {
        private final List<Samples> parts = new ArrayList<>();

        void add(Samples part) {
            parts.add(part);
        }

        Samples all() {
            int length = parts.stream().mapToInt(Samples::length).sum();
            int[] values = new int[length];
            int position = 0;
            for (Samples part : parts) {
                part.copyTo(0, part.length(), values, position);
                position += part.length();
            }
            return Samples.of(values);
        }
    }
}

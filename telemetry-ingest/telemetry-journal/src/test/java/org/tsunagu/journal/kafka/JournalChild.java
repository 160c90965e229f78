// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.tsunagu.journal.embedded.EmbeddedKafka;

/// The process that the tests kill.
///
/// - `append DIR FIRST` appends frames numbered from FIRST without end and prints
///   `ACK sequence partition offset` for each that is durable
/// - `broker DIR PORT` is a broker; prints `READY`
///
/// Ends by itself when its standard input does, so that nothing outlives a test.
final class JournalChild {
    private static final int WINDOW = 500;
    private static final int BEDS = 10;

    private JournalChild() {}

    public static void main(String[] args) throws Exception {
        Thread.ofPlatform().daemon().start(JournalChild::endWithParent);
        Path directory = Path.of(args[1]);
        try (var out = new PrintStream(System.out, true, StandardCharsets.UTF_8)) {
            switch (args[0]) {
                case "append" -> append(directory, Long.parseLong(args[2]), out);
                case "broker" -> {
                    EmbeddedKafka.start(directory, Integer.parseInt(args[2]));
                    out.println("READY");
                    Thread.currentThread().join();
                }
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    private static void append(Path directory, long first, PrintStream out)
            throws InterruptedException {
        KafkaJournal journal = KafkaJournal.open(Vertx.vertx(), JournalConfig.embedded(directory));
        var window = new Semaphore(WINDOW);
        for (long sequence = first; ; sequence++) {
            window.acquire();
            long number = sequence;
            journal.writer()
                    .append(Frames.small("bed-" + sequence % BEDS, sequence))
                    .onSuccess(
                            at ->
                                    out.println(
                                            "ACK "
                                                    + number
                                                    + " "
                                                    + at.partition()
                                                    + " "
                                                    + at.offset()))
                    .onComplete(_ -> window.release());
        }
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes to us; the end of the stream is the message.
            }
        } catch (IOException gone) {
            // The same.
        }
        Runtime.getRuntime().halt(0);
    }
}

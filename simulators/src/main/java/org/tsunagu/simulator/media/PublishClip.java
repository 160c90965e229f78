// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tsunagu.simulator.media.clip.Clip;

/// Sends a clip that was encoded beforehand to a room by WHIP, as a camera's own encoder does:
/// `PublishClip URL TOKEN FILE [--fps N] [--seconds N] [--log FILE] [--local ADDRESS]`. Prints one
/// JSON line when it is connected and one each second; ends after the seconds, or with its standard
/// input.
///
/// With `--log`, a line for each frame: `number frame-of-the-clip rtp-timestamp`.
public final class PublishClip {
    private static final double USUAL_RATE = 60;
    private static final long END_OF_TIME = Long.MAX_VALUE;

    private PublishClip() {}

    private record Wish(
            URI endpoint,
            String token,
            Path file,
            double framesPerSecond,
            long seconds,
            @Nullable Path log,
            InetAddress local) {
        static Wish read(String... args) throws IOException {
            List<String> plain = new ArrayList<>();
            double rate = USUAL_RATE;
            long seconds = END_OF_TIME;
            Path log = null;
            InetAddress local = InetAddress.getLoopbackAddress();
            Iterator<String> words = List.of(args).iterator();
            while (words.hasNext()) {
                String word = words.next();
                switch (word) {
                    case "--fps" -> rate = Double.parseDouble(words.next());
                    case "--seconds" -> seconds = Long.parseLong(words.next());
                    case "--log" -> log = Path.of(words.next());
                    case "--local" -> local = InetAddress.getByName(words.next());
                    default -> plain.add(word);
                }
            }
            if (plain.size() != 3) {
                throw new IllegalArgumentException("PublishClip URL TOKEN FILE [--fps N] …");
            }
            URI endpoint = URI.create(plain.get(0));
            return new Wish(
                    endpoint, plain.get(1), Path.of(plain.get(2)), rate, seconds, log, local);
        }
    }

    public static void main(String... args) throws Exception {
        Wish wish = Wish.read(args);
        CompletableFuture<Void> asked = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("end-of-input").start(() -> awaitEndOfInput(asked));
        run(wish, System.out, asked);
    }

    private static void awaitEndOfInput(CompletableFuture<Void> asked) {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes to us; the end of the stream is the message.
            }
        } catch (IOException gone) {
            // The same.
        }
        asked.complete(null);
    }

    private static void run(Wish wish, PrintStream out, CompletableFuture<Void> asked)
            throws IOException, InterruptedException, ExecutionException {
        Clip clip = Clip.read(wish.file(), wish.framesPerSecond());
        try (HttpClient http = HttpClient.newHttpClient();
                MediaLoop loop = new MediaLoop("clip");
                Log log = new Log(wish.log())) {
            var signalling = new WhipSignalling(http, wish.endpoint(), wish.token());
            ClipPublisher publisher =
                    ClipPublisher.connect(loop, wish.local(), signalling, clip)
                            .toCompletableFuture()
                            .get();
            try {
                out.printf(
                        Locale.ROOT,
                        "{\"connected\":true,\"codec\":\"%s\",\"framesPerSecond\":%s,"
                                + "\"clipFrames\":%d}%n",
                        clip.codec().sdpName(),
                        clip.framesPerSecond(),
                        clip.frames().size());
                out.flush();
                publisher.listen(log);
                publisher.play();
                tell(publisher, wish.seconds(), out, asked);
            } finally {
                publisher.close();
                signalling.end();
            }
        }
    }

    private static void tell(
            ClipPublisher publisher, long seconds, PrintStream out, CompletableFuture<Void> asked)
            throws InterruptedException, ExecutionException {
        for (long second = 1; second <= seconds; second++) {
            boolean ends = isOver(asked);
            if (ends || second == seconds) {
                publisher.stop();
            }
            PublisherFigures figures = publisher.figures().toCompletableFuture().get();
            out.printf(
                    Locale.ROOT,
                    "{\"second\":%d,\"frames\":%d,\"packets\":%d,\"repeated\":%d,"
                            + "\"keyFrameRequests\":%d,\"latestMicros\":%d}%n",
                    second,
                    figures.frames(),
                    figures.packets(),
                    figures.repeated(),
                    figures.keyFrameRequests(),
                    figures.latestMicros());
            out.flush();
            if (ends) {
                return;
            }
        }
    }

    /// Waits a second, less where the end was asked for.
    private static boolean isOver(CompletableFuture<Void> asked)
            throws InterruptedException, ExecutionException {
        try {
            asked.get(1, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException goesOn) {
            return false;
        }
    }

    /// Which frame had which time stamp.
    private static final class Log implements ClipPublisher.Listener, AutoCloseable {
        private final @Nullable BufferedWriter writer;

        Log(@Nullable Path file) throws IOException {
            writer = file == null ? null : Files.newBufferedWriter(file);
        }

        @Override
        public void sent(long number, int inClip, long rtpTimestamp) {
            try {
                if (writer != null) {
                    writer.write(number + " " + inClip + " " + rtpTimestamp + "\n");
                    writer.flush(); // whoever reads it, reads it while the clip plays
                }
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }

        @Override
        public void close() throws IOException {
            if (writer != null) {
                writer.close();
            }
        }
    }
}

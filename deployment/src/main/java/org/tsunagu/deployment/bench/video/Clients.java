// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.tsunagu.deployment.platform.PlatformException;
import org.tsunagu.simulator.media.ClipPublisher;
import org.tsunagu.simulator.media.DirectSignalling;
import org.tsunagu.simulator.media.MediaLoop;
import org.tsunagu.simulator.media.MediaViewer;
import org.tsunagu.simulator.media.PublisherFigures;
import org.tsunagu.simulator.media.Signalling;
import org.tsunagu.simulator.media.ViewerFigures;
import org.tsunagu.simulator.media.clip.Clip;

/// One publisher and its viewers, each side on a thread of its own. The publisher sends whole
/// stretches of frames; between them nothing is on the way, so what is counted of a stretch is all
/// of it.
final class Clients implements AutoCloseable {
    /// Stamps are read of each so many packets: the others cost no decryption.
    static final int STAMP_EVERY = 4;

    /// For the last packets to come, and for the bridge to fall still.
    private static final long DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int MOST_TRIES = 10;
    private static final int TRY_SECONDS = 1;
    private static final long PATIENCE_SECONDS = 90;

    private final MediaLoop sending = new MediaLoop("bench-publisher");
    private final MediaLoop receiving = new MediaLoop("bench-viewers");
    private final List<MediaViewer> viewers = new ArrayList<>();
    private final Clip clip;
    private final InetAddress address;
    private final CompletionStage<ClipPublisher> publisher;

    private Clients(Clip clip, InetAddress address, Signalling publishing) {
        this.clip = clip;
        this.address = address;
        publisher = ClipPublisher.connect(sending, address, publishing, clip);
    }

    /// A publisher at a bridge.
    static Clients at(BridgeUnderTest bridge, Clip clip) throws InterruptedException {
        return new Clients(clip, bridge.clientAddress(), bridge.publishing()).connected();
    }

    /// A publisher and a viewer without a bridge between them.
    static Clients direct(Clip clip) throws InterruptedException {
        var signalling = new DirectSignalling();
        var clients = new Clients(clip, InetAddress.getLoopbackAddress(), signalling.offering());
        clients.view(signalling.answering());
        return clients.connected();
    }

    private Clients connected() throws InterruptedException {
        try {
            of(publisher);
            return this;
        } catch (PlatformException trouble) {
            close();
            throw trouble;
        }
    }

    /// Adds a viewer.
    void view(Signalling viewing) throws InterruptedException {
        int stamps = clip.decodable() ? 0 : STAMP_EVERY;
        var options = new MediaViewer.Options(List.of(clip.codec()), stamps);
        viewers.add(of(MediaViewer.connect(receiving, address, viewing, options)));
    }

    int viewers() {
        return viewers.size();
    }

    /// Plays for so long, and waits until nothing is on the way any more.
    void play(int seconds) throws InterruptedException {
        long frames = Math.round(seconds * clip.framesPerSecond());
        playStretch(frames, seconds);
        pause();
    }

    /// Plays until every viewer gets what is sent, at least for so long: a bridge that estimates
    /// bandwidth begins low with each viewer. Gives up after [#MOST_TRIES]; what is missing then
    /// counts as lost.
    void settle(int seconds) throws InterruptedException {
        play(seconds);
        boolean whole = false;
        for (int i = 0; i < MOST_TRIES && !whole; i++) {
            whole = measure(TRY_SECONDS, CostMeter.NOTHING).isWhole();
        }
    }

    private void playStretch(long frames, int seconds) throws InterruptedException {
        of(of(publisher).play(frames), seconds + PATIENCE_SECONDS);
    }

    /// Plays for so long and says what came.
    ///
    /// @param bridge whose cost is counted while it plays
    Stretch measure(int seconds, CostMeter bridge) throws InterruptedException {
        for (MediaViewer viewer : viewers) {
            of(viewer.restart());
        }
        PublisherFigures before = of(of(publisher).figures());
        ProcessCost bridgeBefore = bridge.cost();
        ProcessCost ownBefore = CostMeter.own().cost();
        long began = System.nanoTime();
        playStretch(Math.round(seconds * clip.framesPerSecond()), seconds);
        double took = (System.nanoTime() - began) / 1e9;
        ProcessCost own = CostMeter.own().cost();
        ProcessCost bridgeAfter = bridge.cost();
        pause();
        PublisherFigures after = of(of(publisher).figures());
        List<ViewerFigures> came = new ArrayList<>();
        for (MediaViewer viewer : viewers) {
            came.add(of(viewer.figures()));
        }
        return new Stretch(
                took,
                after.frames() - before.frames(),
                after.packets() - before.packets(),
                after.latestMicros(),
                came,
                bridgeAfter.cpuMillis() - bridgeBefore.cpuMillis(),
                bridgeAfter.residentMiB(),
                own.cpuMillis() - ownBefore.cpuMillis());
    }

    private static void pause() {
        long end = System.nanoTime() + DRAIN_NANOS;
        for (long left = DRAIN_NANOS; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static <T> T of(CompletionStage<T> stage) throws InterruptedException {
        return of(stage, PATIENCE_SECONDS);
    }

    private static <T> T of(CompletionStage<T> stage, long seconds) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new PlatformException("bench video: " + failed.getMessage(), failed);
        } catch (TimeoutException late) {
            throw new PlatformException("bench video waited too long for a client", late);
        }
    }

    @Override
    public void close() {
        viewers.forEach(MediaViewer::close);
        publisher.thenAccept(ClipPublisher::close).exceptionally(_ -> null);
        pause(); // goodbyes leave
        sending.close();
        receiving.close();
    }
}

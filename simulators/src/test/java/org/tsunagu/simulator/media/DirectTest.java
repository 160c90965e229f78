// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tsunagu.simulator.media.clip.Clip;
import org.tsunagu.simulator.media.clip.SyntheticClip;
import org.tsunagu.simulator.media.clip.SyntheticClip.Shape;
import org.tsunagu.simulator.media.sdp.VideoCodec;

/// A publisher and a viewer without anything between them.
@Timeout(60)
class DirectTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int FRAMES = 90;
    private static final List<VideoCodec> ALL = List.of(VideoCodec.values());

    private final MediaLoop sending = new MediaLoop("test-publisher");
    private final MediaLoop receiving = new MediaLoop("test-viewer");

    @AfterEach
    void close() {
        sending.close();
        receiving.close();
    }

    private static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void everyFrameComes(Clip clip, boolean publisherOffers) {
        var signalling = new DirectSignalling();
        Signalling one = signalling.offering();
        Signalling other = signalling.answering();
        CompletionStage<ClipPublisher> opening =
                ClipPublisher.connect(sending, LOOPBACK, publisherOffers ? one : other, clip);
        var options = new MediaViewer.Options(publisherOffers ? ALL : List.of(clip.codec()), 1);
        MediaViewer viewer =
                of(
                        MediaViewer.connect(
                                receiving, LOOPBACK, publisherOffers ? other : one, options));
        ClipPublisher publisher = of(opening);

        of(publisher.play(FRAMES));
        PublisherFigures sent = of(publisher.figures());
        Await.until("the last packet", () -> of(viewer.figures()).packets() == sent.packets());

        ViewerFigures came = of(viewer.figures());
        assertThat(sent.frames()).isEqualTo(FRAMES);
        assertThat(came.frames()).isEqualTo(FRAMES);
        assertThat(came.lost()).isZero();
        assertThat(came.broken()).isZero();
        assertThat(came.delayMicros().getTotalCount())
                .isBetween(sent.packets() * 9 / 10, sent.packets()); // parameter sets have none
        assertThat(came.delayMicros().getMaxValue()).isLessThan(10_000_000);
        publisher.close();
        viewer.close();
    }

    @Test
    void everyVp8FrameComesWhereThePublisherOffers() {
        everyFrameComes(SyntheticClip.of(Shape.p720(4), 1), true);
    }

    @Test
    void everyVp8FrameComesWhereTheViewerOffers() {
        everyFrameComes(SyntheticClip.of(Shape.p720(4), 1), false);
    }

    @Test
    void everyH264FrameComes() {
        everyFrameComes(SyntheticClip.of(Shape.p1080(VideoCodec.H264, 8), 1), true);
    }

    @Test
    void whoAsksForAKeyFrameIsHeard() {
        var signalling = new DirectSignalling();
        Clip clip = SyntheticClip.of(Shape.p720(1), 1);
        CompletionStage<ClipPublisher> opening =
                ClipPublisher.connect(sending, LOOPBACK, signalling.offering(), clip);
        MediaViewer viewer =
                of(
                        MediaViewer.connect(
                                receiving,
                                LOOPBACK,
                                signalling.answering(),
                                new MediaViewer.Options(ALL, 0)));
        ClipPublisher publisher = of(opening);
        publisher.play();
        Await.until("pictures", () -> of(viewer.figures()).frames() > 3);
        viewer.requestKeyFrame();

        Await.until("the request", () -> of(publisher.figures()).keyFrameRequests() > 0);
    }

    @Test
    void aCertificateThatIsNotTheNamedOneIsRefused() {
        var signalling = new DirectSignalling();
        Signalling.Offering liar =
                offer ->
                        signalling
                                .offering()
                                .exchange(offer.replaceFirst("(a=fingerprint:sha-256 )..", "$100"));
        CompletionStage<ClipPublisher> opening =
                ClipPublisher.connect(sending, LOOPBACK, liar, SyntheticClip.of(Shape.p720(1), 1));

        assertThatThrownBy(
                        () ->
                                of(
                                        MediaViewer.connect(
                                                receiving,
                                                LOOPBACK,
                                                signalling.answering(),
                                                new MediaViewer.Options(ALL, 0))))
                .hasRootCauseMessage("bad_certificate(42)");
        assertThat(
                        opening.toCompletableFuture().isDone()
                                && !opening.toCompletableFuture().isCompletedExceptionally())
                .isFalse();
    }

    @Test
    void whoIsNotAnsweredSaysSo() {
        Signalling.Offering refusing =
                _ -> CompletableFuture.failedFuture(new IllegalStateException("406"));

        assertThatThrownBy(
                        () ->
                                of(
                                        ClipPublisher.connect(
                                                sending,
                                                LOOPBACK,
                                                refusing,
                                                SyntheticClip.of(Shape.p720(1), 1))))
                .hasMessageContaining("a publisher could not connect")
                .hasMessageContaining("406");
    }
}

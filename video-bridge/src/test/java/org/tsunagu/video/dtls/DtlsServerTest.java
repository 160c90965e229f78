// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsunagu.video.dtls.DtlsServer.PacketSink;
import org.tsunagu.video.dtls.UdpLink.Fate;
import org.tsunagu.video.dtls.UdpLink.Weather;
import org.tsunagu.video.srtp.SrtpKeys;
import org.tsunagu.video.srtp.SrtpProfile;

/// A peer agrees on media keys with our server over real sockets, or is refused for the right
/// reason.
class DtlsServerTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DtlsIdentity OURS = DtlsIdentity.generate(RANDOM);
    private static final DtlsIdentity PEER = DtlsIdentity.generate(RANDOM);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int GCM_128 = SrtpProfile.AEAD_AES_128_GCM.code();

    /// The start of a message of 16 MiB.
    private static final byte[] HUGE_CLAIM =
            DtlsBytes.handshake(DtlsBytes.CLIENT_HELLO, 0, 0xFFFFFF, 0, 20);

    private UdpLink link;
    private DtlsServer server;

    @BeforeEach
    void connect() throws IOException {
        over(new UdpLink((up, number) -> Fate.FINE));
        server = serverFor(List.of(PEER.fingerprint()), LIMIT);
    }

    @AfterEach
    void disconnect() {
        server.close();
        link.close();
    }

    private void over(UdpLink used) {
        link = used;
    }

    private DtlsServer serverFor(List<Fingerprint> expected, Duration limit) {
        DtlsServer made = new DtlsServer(OURS, expected, link.sink(), limit);
        link.feed(made);
        return made;
    }

    private DTLSTransport connect(TestClient client) throws IOException {
        return new DTLSClientProtocol().connect(client, link.transport());
    }

    private static TestClient client(@Nullable DtlsIdentity identity, int... profiles) {
        return TestClient.like(OURS.crypto(), identity, profiles);
    }

    private CompletableFuture<SrtpKeys> start() {
        return server.start().toCompletableFuture();
    }

    private static SrtpKeys within(CompletableFuture<SrtpKeys> keys) throws Exception {
        return keys.get(LIMIT.toSeconds() + 5, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void bothSidesHaveTheSameKeysInTheProfileThePeerOffers(SrtpProfile profile) throws Exception {
        var keys = start();
        TestClient client = client(PEER, profile.code());
        connect(client);

        assertThat(within(keys)).isEqualTo(client.keys);
        assertThat(within(keys).profile()).isEqualTo(profile);
        assertThat(client.server).isEqualTo(OURS.fingerprint());
    }

    @Test
    void ourOrderOfProfilesCountsNotThePeers() throws Exception {
        var keys = start();
        connect(client(PEER, 0x0002, 0x0001, 0x0008, 0x0007));

        assertThat(within(keys).profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aHandshakeSurvivesLossReorderingAndDoubling(long seed) throws Exception {
        assertAgreement(Weather.random(seed, 0.12), "seed " + seed);
    }

    @Test
    void noSingleDatagramIsNeededInTimeOrInOrder() throws Exception {
        for (boolean up : new boolean[] {true, false}) {
            for (int which = 0; which < (up ? 8 : 3); which++) {
                for (Fate fate : new Fate[] {Fate.LOST, Fate.LATE}) {
                    Weather weather = Weather.fineBut(up, which, fate);
                    assertAgreement(weather, (up ? "up " : "down ") + which + " " + fate);
                }
            }
        }
    }

    private void assertAgreement(Weather weather, String description) throws Exception {
        disconnect();
        over(new UdpLink(weather));
        server = serverFor(List.of(PEER.fingerprint()), LIMIT);
        var keys = start();
        TestClient client = client(PEER, GCM_128);
        CompletableFuture<Void> done = inBackground(client);

        assertThat(within(keys)).as(description).isNotNull();
        done.get(LIMIT.toSeconds() + 5, TimeUnit.SECONDS);
        assertThat(within(keys)).as(description).isEqualTo(client.keys);
    }

    @Test
    void garbageAndFloodsBesideAHandshakeDoNotDisturbIt() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        var keys = start();
        TestClient client = client(PEER, GCM_128);
        CompletableFuture<Void> done = null;
        for (int i = 0; i < 5_000; i++) {
            byte[] garbage = new byte[random.nextInt(3_000)];
            random.nextBytes(garbage);
            if (garbage.length > 0) {
                garbage[0] = (byte) (20 + random.nextInt(44)); // what is told to be DTLS
            }
            server.receive(garbage, 0, garbage.length);
            server.receive(HUGE_CLAIM, 0, HUGE_CLAIM.length);
            if (i == 100) {
                done = inBackground(client);
            }
        }
        assertThat(within(keys)).as("seed %d", seed).isNotNull();
        done.get(LIMIT.toSeconds() + 5, TimeUnit.SECONDS);
        assertThat(within(keys)).as("seed %d", seed).isEqualTo(client.keys);
        assertThat(server.dropped()).isGreaterThan(9_000);
    }

    @Test
    void aPeerThatSendsMoreThanAHandshakeHasIsRefused() {
        var keys = start();
        byte[] piece = DtlsBytes.handshake(DtlsBytes.CLIENT_HELLO, 0, 2_000, 0, 1_000);
        for (int i = 0; i < 100; i++) {
            server.receive(piece, 0, piece.length);
        }

        assertThatThrownBy(() -> within(keys))
                .hasCauseInstanceOf(DtlsFailure.Refused.class)
                .hasMessageContaining("more than");
    }

    @Test
    void aFloodAfterTheKeysIsBoundedAndEndsNothing() throws Exception {
        var keys = start();
        CountDownLatch ends = new CountDownLatch(1);
        server.onEnd(ends::countDown);
        connect(client(PEER, GCM_128));
        within(keys);
        byte[] forged = DtlsBytes.record(23, 1, new byte[100]);
        for (int i = 0; i < 10_000; i++) {
            server.receive(forged, 0, forged.length);
        }
        assertThat(server.dropped()).isGreaterThan(9_000);
        assertThat(ends.getCount()).as("forged records end nothing").isOne();
    }

    @Test
    void aMutilatedFirstMessageEndsInARefusalOrIsWaitedForAgain() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] hello = firstMessage();
        int refused = 0;
        for (int round = 0; round < 300; round++) {
            byte[] mutilated = hello.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = 25 + random.nextInt(hello.length - 25);
                mutilated[at] = (byte) random.nextInt();
            }
            List<byte[]> answers = new CopyOnWriteArrayList<>();
            var one =
                    new DtlsServer(
                            OURS, List.of(), (datagram, length) -> answers.add(datagram), LIMIT);
            one.receive(mutilated, 0, mutilated.length);
            var keys = one.start().toCompletableFuture();
            Await.until(() -> keys.isDone() || !answers.isEmpty());
            refused += keys.isCompletedExceptionally() ? 1 : 0;
            one.close();
            assertThatThrownBy(() -> within(keys))
                    .as("seed %d, round %d", seed, round)
                    .hasCauseInstanceOf(DtlsFailure.class);
        }
        assertThat(refused).as("seed %d: some were refused", seed).isPositive();
    }

    private byte[] firstMessage() throws Exception {
        CompletableFuture<byte[]> captured = new CompletableFuture<>();
        disconnect();
        over(new UdpLink((up, number) -> Fate.FINE));
        link.capture(captured);
        var unused = inBackground(client(PEER, GCM_128));
        return captured.get(10, TimeUnit.SECONDS);
    }

    @Test
    void whatBelongsTogetherLeavesInOneDatagram() throws Exception {
        List<byte[]> sent = new CopyOnWriteArrayList<>();
        PacketSink sink = link.sink();
        server =
                new DtlsServer(
                        OURS,
                        List.of(PEER.fingerprint()),
                        (datagram, length) -> {
                            sent.add(datagram);
                            sink.send(datagram, length);
                        },
                        LIMIT);
        link.feed(server);
        var keys = start();
        connect(client(PEER, GCM_128));
        within(keys);

        assertThat(sent).hasSize(2).allMatch(datagram -> datagram.length <= 1_200);
        assertThat(sent.getFirst()[13]).as("server hello").isEqualTo((byte) 2);
        byte[] last = sent.getLast();
        assertThat(last[0]).isEqualTo((byte) DtlsBytes.CHANGE_CIPHER_SPEC);
        assertThat(last[14]).as("finished follows").isEqualTo((byte) DtlsBytes.HANDSHAKE);
    }

    private CompletableFuture<Void> inBackground(TestClient client) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            try {
                                connect(client);
                                done.complete(null);
                            } catch (IOException e) {
                                done.completeExceptionally(e);
                            }
                        });
        return done;
    }

    @Test
    void anotherCertificateThanTheDescriptionNamesIsRefused() {
        var keys = start();
        TestClient somebodyElse = client(DtlsIdentity.generate(RANDOM), GCM_128);

        assertThatThrownBy(() -> connect(somebodyElse)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> within(keys))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DtlsFailure.WrongCertificate.class);
        assertThat(somebodyElse.alert).isEqualTo(AlertDescription.bad_certificate);
        assertThat(somebodyElse.keys).isNull();
    }

    @Test
    void thePeersCertificateWithoutItsKeyIsRefused() {
        var keys = start();
        TestClient thief = client(PEER.withKeyOf(DtlsIdentity.generate(RANDOM)), GCM_128);

        assertThatThrownBy(() -> connect(thief)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> within(keys)).hasCauseInstanceOf(DtlsFailure.Refused.class);
    }

    @Test
    void noCertificateIsRefused() {
        var keys = start();

        assertThatThrownBy(() -> connect(client(null, GCM_128))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> within(keys))
                .hasCauseInstanceOf(DtlsFailure.WrongCertificate.class);
    }

    @Test
    void aPeerWithoutAnSrtpProfileOfOursIsRefused() {
        var keys = start();

        assertThatThrownBy(() -> connect(client(PEER, 0x0002))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> within(keys))
                .hasCauseInstanceOf(DtlsFailure.Refused.class)
                .hasMessageContaining("handshake_failure");
    }

    @Test
    void aPeerThatOffersNoSrtpAtAllIsRefused() {
        var keys = start();

        assertThatThrownBy(() -> connect(client(PEER))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> within(keys)).hasCauseInstanceOf(DtlsFailure.Refused.class);
    }

    @Test
    void aPeerWithoutExtendedMasterSecretIsRefused() {
        var keys = start();
        int[] suites = {CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256};
        TestClient old = new TestClient(OURS.crypto(), PEER, new int[] {GCM_128}, suites, false);

        assertThatThrownBy(() -> connect(old)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> within(keys)).hasCauseInstanceOf(DtlsFailure.Refused.class);
    }

    @Test
    void aCipherWithoutAuthenticationIsRefused() {
        var keys = start();
        int[] suites = {CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA};
        TestClient weak = new TestClient(OURS.crypto(), PEER, new int[] {GCM_128}, suites, true);

        assertThatThrownBy(() -> connect(weak)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> within(keys)).hasCauseInstanceOf(DtlsFailure.Refused.class);
    }

    @Test
    void silenceEndsAtTheLimit() {
        server = serverFor(List.of(PEER.fingerprint()), Duration.ofMillis(300));

        assertThatThrownBy(() -> within(start())).hasCauseInstanceOf(DtlsFailure.TimedOut.class);
    }

    @Test
    void closingBeforeThereAreKeysFailsThem() {
        var keys = start();
        server.close();

        assertThatThrownBy(() -> within(keys)).hasCauseInstanceOf(DtlsFailure.Ended.class);
    }

    @Test
    void whoAsksTheStageItselfGetsTheFailureItself() throws Exception {
        CompletableFuture<Throwable> heard = new CompletableFuture<>();
        var unused = server.start().whenComplete((keys, trouble) -> heard.complete(trouble));
        server.close();

        assertThat(heard.get(10, TimeUnit.SECONDS)).isInstanceOf(DtlsFailure.Ended.class);
    }

    @Test
    void closingWithoutHavingStartedFailsTheKeysToo() {
        server.close();

        assertThatThrownBy(() -> within(start())).hasCauseInstanceOf(DtlsFailure.Ended.class);
    }

    @Test
    void aGoodbyeOfThePeerIsHeardOnce() throws Exception {
        var keys = start();
        CountDownLatch ends = new CountDownLatch(1);
        server.onEnd(ends::countDown);
        DTLSTransport transport = connect(client(PEER, GCM_128));
        within(keys);
        transport.close();

        assertThat(ends.await(10, TimeUnit.SECONDS)).isTrue();
        CountDownLatch late = new CountDownLatch(1);
        server.onEnd(late::countDown);
        assertThat(late.getCount()).as("who asks late is told at once").isZero();
    }

    @Test
    void ourGoodbyeReachesThePeerAndIsNoEndOfThePeers() throws Exception {
        var keys = start();
        CountDownLatch ends = new CountDownLatch(1);
        server.onEnd(ends::countDown);
        TestClient client = client(PEER, GCM_128);
        DTLSTransport transport = connect(client);
        within(keys);
        server.close();
        byte[] buffer = new byte[transport.getReceiveLimit()];
        for (int i = 0; i < 50 && client.alert == null; i++) {
            transport.receive(buffer, 0, buffer.length, 200);
        }

        assertThat(client.alert).isEqualTo(AlertDescription.close_notify);
        assertThat(ends.getCount()).isOne();
    }
}

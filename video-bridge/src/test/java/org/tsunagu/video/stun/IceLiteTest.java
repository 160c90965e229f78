// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.video.stun.StunReply.Refuse;
import org.tsunagu.video.stun.StunReply.Respond;

/// Only a peer that knows our password is answered with success; all else is refused or ignored.
class IceLiteTest {
    private static final InetSocketAddress V4 = new InetSocketAddress("192.0.2.1", 32853);
    private static final InetSocketAddress V6 =
            new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853);

    private static final int CONTROLLING = 0x802A;
    private static final int CONTROLLED = 0x8029;
    private static final int USE_CANDIDATE = 0x0025;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int INTEGRITY = 0x0008;
    private static final byte[] TIE_BREAKER = {1, 2, 3, 4, 5, 6, 7, 8};

    private final IceCredentials ours = IceLite.newCredentials(new SecureRandom());
    private final IceCredentials theirs = new IceCredentials("bUBu", "x".repeat(22));
    private final IceLite ice = new IceLite(ours);

    private StunReply reply(byte[] message) {
        byte[] buffer = new byte[message.length + 30];
        new Random(message.length).nextBytes(buffer);
        System.arraycopy(message, 0, buffer, 11, message.length);
        return ice.onMessage(buffer, 11, message.length, V4);
    }

    private StunBytes check(String username) {
        return StunBytes.bindingRequest().username(username).with(CONTROLLING, TIE_BREAKER);
    }

    private byte[] valid() {
        return check(ours.ufrag() + ":bUBu").integrity(ours.pwd()).fingerprint().bytes();
    }

    private void assertRefused(byte[] message, int code) {
        assertThat(reply(message)).isInstanceOf(Refuse.class);
        Refuse refuse = (Refuse) reply(message);
        assertThat(refuse.code()).isEqualTo(code);
        byte[] error = StunBytes.value(refuse.datagram(), 0x0009);
        assertThat(error).startsWith(0, 0, code / 100, code % 100);
        assertThat(refuse.datagram()).hasSizeLessThanOrEqualTo(IceLite.LARGEST_REFUSAL);
        assertThat(StunMessages.isStun(refuse.datagram(), 0, refuse.datagram().length)).isTrue();
    }

    @Test
    void credentialsAreLongAndNeverTheSame() {
        IceCredentials other = IceLite.newCredentials(new SecureRandom());
        assertThat(ours.ufrag()).hasSizeGreaterThanOrEqualTo(8).isNotEqualTo(other.ufrag());
        assertThat(ours.pwd()).hasSizeGreaterThanOrEqualTo(24).isNotEqualTo(other.pwd());
        assertThat(ours.toString()).doesNotContain(ours.pwd());
    }

    @Test
    void theRequestOfTheStandardIsAuthenticAndItsPeerHasToControl() {
        IceLite standard = new IceLite(new IceCredentials(Rfc5769.LOCAL, Rfc5769.PASSWORD));
        standard.setRemote(new IceCredentials(Rfc5769.REMOTE, "y".repeat(22)));
        byte[] request = Rfc5769.REQUEST;

        assertThat(standard.onMessage(request, 0, request.length, V4))
                .asInstanceOf(type(Refuse.class))
                .returns(487, Refuse::code);
        assertThat(StunMessages.localUfrag(request, 0, request.length)).isEqualTo("evtj");
    }

    @Test
    void checksumsOfTheStandardsMessagesHold() {
        StunChecksums checksums = new StunChecksums(Rfc5769.PASSWORD);
        for (byte[] message :
                new byte[][] {Rfc5769.REQUEST, Rfc5769.RESPONSE_V4, Rfc5769.RESPONSE_V6}) {
            byte[] shifted = new byte[message.length + 5];
            System.arraycopy(message, 0, shifted, 5, message.length);
            assertThat(checksums.integrityHolds(shifted, 5, shifted.length - 32)).isTrue();
            assertThat(checksums.fingerprintHolds(shifted, 5, shifted.length - 8)).isTrue();
            shifted[9] ^= 1;
            assertThat(checksums.integrityHolds(shifted, 5, shifted.length - 32)).isFalse();
            assertThat(checksums.fingerprintHolds(shifted, 5, shifted.length - 8)).isFalse();
        }
    }

    @Test
    void addressesAreWrittenAsTheStandardWritesThem() {
        StunChecksums checksums = new StunChecksums(Rfc5769.PASSWORD);
        byte[] v4 =
                new StunWriter(0x0101, Rfc5769.REQUEST, 0)
                        .mapped(V4)
                        .integrity(checksums)
                        .finish(checksums);
        byte[] v6 =
                new StunWriter(0x0101, Rfc5769.REQUEST, 0)
                        .mapped(V6)
                        .integrity(checksums)
                        .finish(checksums);

        assertThat(StunBytes.value(v4, XOR_MAPPED_ADDRESS))
                .isEqualTo(StunBytes.value(Rfc5769.RESPONSE_V4, XOR_MAPPED_ADDRESS));
        assertThat(StunBytes.value(v6, XOR_MAPPED_ADDRESS))
                .isEqualTo(StunBytes.value(Rfc5769.RESPONSE_V6, XOR_MAPPED_ADDRESS));
    }

    @Test
    void aValidCheckIsAnsweredWithProofAndTheAddressItCameFrom() {
        ice.setRemote(theirs);
        Respond respond = (Respond) reply(valid());
        byte[] expected =
                new StunBytes(0x0101)
                        .with(
                                XOR_MAPPED_ADDRESS,
                                StunBytes.value(Rfc5769.RESPONSE_V4, XOR_MAPPED_ADDRESS))
                        .integrity(ours.pwd())
                        .fingerprint()
                        .bytes();

        assertThat(respond.useCandidate()).isFalse();
        assertThat(respond.datagram()).isEqualTo(expected);
    }

    @Test
    void theChoiceOfThePairIsPassedOn() {
        byte[] chosen =
                check(ours.ufrag() + ":bUBu")
                        .with(USE_CANDIDATE)
                        .integrity(ours.pwd())
                        .fingerprint()
                        .bytes();
        assertThat(reply(chosen)).asInstanceOf(type(Respond.class)).matches(Respond::useCandidate);
    }

    @Test
    void whatFollowsTheIntegrityIsNotBelieved() {
        byte[] appended =
                check(ours.ufrag() + ":bUBu")
                        .integrity(ours.pwd())
                        .with(USE_CANDIDATE)
                        .with(CONTROLLED, TIE_BREAKER)
                        .fingerprint()
                        .bytes();
        assertThat(reply(appended))
                .asInstanceOf(type(Respond.class))
                .matches(respond -> !respond.useCandidate());
    }

    @Test
    void beforeThePeersDescriptionOnlyOurHalfOfTheNameIsCompared() {
        assertThat(reply(valid())).isInstanceOf(Respond.class);
        ice.setRemote(new IceCredentials("other", "x".repeat(22)));
        assertRefused(valid(), 401);
    }

    @Test
    void namesThatAreNotOursAreRefused() {
        for (String name :
                new String[] {
                    "",
                    ":",
                    ours.ufrag(),
                    ours.ufrag() + ":",
                    "x" + ours.ufrag() + ":bUBu",
                    "no:bUBu"
                }) {
            byte[] message = check(name).integrity(ours.pwd()).fingerprint().bytes();
            assertRefused(message, 401);
        }
        ice.setRemote(theirs);
        for (String name : new String[] {":bUB", ":bUBux", ":bUBv"}) {
            byte[] message = check(ours.ufrag() + name).integrity(ours.pwd()).fingerprint().bytes();
            assertRefused(message, 401);
        }
    }

    @Test
    void aWrongPasswordIsRefusedWithoutProofOfOurs() {
        byte[] message = check(ours.ufrag() + ":bUBu").integrity("wrong").fingerprint().bytes();
        assertRefused(message, 401);
        assertThat(StunBytes.value(((Refuse) reply(message)).datagram(), INTEGRITY)).isEmpty();
    }

    @Test
    void noNameOrNoIntegrityIsABadRequest() {
        assertRefused(check(ours.ufrag() + ":bUBu").fingerprint().bytes(), 400);
        assertRefused(StunBytes.bindingRequest().integrity(ours.pwd()).fingerprint().bytes(), 400);
    }

    @Test
    void aPeerThatWantsToBeControlledHasToSwitch() {
        byte[] message =
                StunBytes.bindingRequest()
                        .username(ours.ufrag() + ":bUBu")
                        .with(CONTROLLED, TIE_BREAKER)
                        .integrity(ours.pwd())
                        .fingerprint()
                        .bytes();
        assertRefused(message, 487);
        assertThat(StunBytes.value(((Refuse) reply(message)).datagram(), INTEGRITY)).hasSize(20);
    }

    @Test
    void attributesThatMustBeUnderstoodAndAreNotAreNamed() {
        StunBytes message = check(ours.ufrag() + ":bUBu").with(0x7001, TIE_BREAKER);
        for (int i = 0; i < 20; i++) {
            message.with(0x7002);
        }
        byte[] bytes =
                message.with(0xC057, TIE_BREAKER).integrity(ours.pwd()).fingerprint().bytes();
        assertRefused(bytes, 420);
        byte[] named = StunBytes.value(((Refuse) reply(bytes)).datagram(), 0x000A);
        assertThat(named).startsWith(0x70, 0x01, 0x70, 0x02).hasSize(2 * StunRequest.MOST_UNKNOWN);
    }

    @Test
    void whatIsNoCheckIsIgnored() {
        byte[] valid = valid();
        assertThat(reply(new byte[0])).isSameAs(StunReply.NOT_STUN);
        assertThat(reply(Arrays.copyOf(valid, valid.length - 4))).isSameAs(StunReply.NOT_STUN);
        assertThat(reply(new StunBytes(0x0011).fingerprint().bytes()))
                .isSameAs(StunReply.NOT_A_REQUEST);
        assertThat(reply(new StunBytes(0x0101).fingerprint().bytes()))
                .isSameAs(StunReply.NOT_A_REQUEST);
        assertThat(reply(new StunBytes(0x0003).fingerprint().bytes()))
                .isSameAs(StunReply.UNKNOWN_METHOD);
        assertThat(reply(check(ours.ufrag() + ":bUBu").integrity(ours.pwd()).bytes()))
                .isSameAs(StunReply.NO_FINGERPRINT);
        byte[] changed = valid.clone();
        changed[30] ^= 1;
        assertThat(reply(changed)).isSameAs(StunReply.NO_FINGERPRINT);
        assertThat(reply(check(ours.ufrag() + ":b").fingerprint().with(0x8022).bytes()))
                .isSameAs(StunReply.NOT_STUN);
    }

    @Test
    void nobodyIsAnsweredWithSuccessByChance() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] valid = valid();
        for (int round = 0; round < 150_000; round++) {
            byte[] message = mutated(valid, random);
            if (Arrays.equals(message, valid)) {
                continue; // one change took back the other
            }
            StunReply reply = ice.onMessage(message, 0, message.length, V6);
            assertThat(reply).as("seed %d, round %d", seed, round).isNotInstanceOf(Respond.class);
            if (reply instanceof Refuse refuse) {
                assertThat(refuse.datagram()).hasSizeLessThanOrEqualTo(IceLite.LARGEST_REFUSAL);
            }
            StunMessages.localUfrag(message, 0, message.length);
        }
        assertThat(reply(valid)).isInstanceOf(Respond.class);
    }

    /// A changed message; half of them have a right fingerprint all the same, so that what lies
    /// behind it is reached.
    private static byte[] mutated(byte[] valid, Random random) {
        byte[] message = valid.clone();
        if (random.nextInt(4) == 0) {
            message = new byte[random.nextInt(200)];
            random.nextBytes(message);
            if (message.length >= 20 && random.nextBoolean()) {
                System.arraycopy(valid, 0, message, 0, 20);
                message[2] = (byte) ((message.length - 20) >>> 8);
                message[3] = (byte) (message.length - 20);
            }
            return message;
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            message[random.nextInt(message.length - 32)] ^= (byte) (1 + random.nextInt(255));
        }
        if (random.nextBoolean()) {
            int at = message.length - 8;
            int crc = new StunChecksums("any").fingerprint(message, 0, at);
            for (int i = 0; i < 4; i++) {
                message[at + 4 + i] = (byte) (crc >>> (24 - 8 * i));
            }
        }
        return message;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// What leaves is what the standards say, computed here apart from the code under test: whose key
/// is whose (RFC 5764, section 4.2), how session keys are derived (RFC 3711, section 4.3), how a
/// packet is sealed (RFC 7714, sections 8 and 9).
class SrtpStandardTest {
    private static final byte[] CLIENT_KEY = hex("E1F97A0D3E018BE0D64FA32C06DE4139");
    private static final byte[] SERVER_KEY = hex("000102030405060708090A0B0C0D0E0F");
    private static final byte[] CLIENT_SALT = hex("0EC675AD498AFEEBB6960B3A");
    private static final byte[] SERVER_SALT = hex("517569642070726F2071756F");

    private static final SrtpKeys KEYS =
            SrtpKeys.exported(
                    SrtpProfile.AEAD_AES_128_GCM,
                    ByteBuffer.allocate(56)
                            .put(CLIENT_KEY)
                            .put(SERVER_KEY)
                            .put(CLIENT_SALT)
                            .put(SERVER_SALT)
                            .array());

    /// A key derivation of the standard's own (RFC 3711, appendix B.3): what follows rests on it.
    @Test
    void theDerivationHereIsTheOneOfTheStandardsExample() throws Exception {
        byte[] salt = hex("0EC675AD498AFEEBB6960B3AABE6");
        assertThat(derived(CLIENT_KEY, salt, 0, 16))
                .isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(derived(CLIENT_KEY, salt, 2, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
    }

    @Test
    void rtpOfEachSideIsSealedWithItsOwnKeys() throws Exception {
        byte[] clear =
                hex("8064F17B8041F8D35501A0B247616C6C696120657374206F6D6E6973206469766973612E");
        assertThat(protectedRtp(SrtpSession.client(KEYS), clear))
                .isEqualTo(sealedRtp(CLIENT_KEY, CLIENT_SALT, clear));
        assertThat(protectedRtp(SrtpSession.server(KEYS), clear))
                .isEqualTo(sealedRtp(SERVER_KEY, SERVER_SALT, clear));
    }

    @Test
    void rtcpIsSealedAsTheStandardSays() throws Exception {
        byte[] clear = hex("81C8000D4D6172734E5450314E545032525450200000042A0000E9304C756E61");
        byte[] buffer = Arrays.copyOf(clear, clear.length + SrtpSession.MOST_OVERHEAD);
        int length = SrtpSession.server(KEYS).protectRtcp(buffer, 0, clear.length);

        assertThat(Arrays.copyOf(buffer, length))
                .isEqualTo(sealedRtcp(SERVER_KEY, SERVER_SALT, clear));
    }

    private static byte[] protectedRtp(SrtpSession session, byte[] clear) {
        byte[] buffer = Arrays.copyOf(clear, clear.length + SrtpSession.MOST_OVERHEAD);
        return Arrays.copyOf(buffer, session.protectRtp(buffer, 0, clear.length));
    }

    /// First packet of a stream: the rollover counter is 0.
    private static byte[] sealedRtp(byte[] master, byte[] salt, byte[] clear) throws Exception {
        byte[] iv = ByteBuffer.allocate(12).putShort((short) 0).put(clear, 8, 4).putInt(0).array();
        iv[10] = clear[2];
        iv[11] = clear[3];
        byte[] sealed =
                sealed(
                        derived(master, salt, 0, 16),
                        xor(iv, derived(master, salt, 2, 12)),
                        Arrays.copyOf(clear, 12),
                        Arrays.copyOfRange(clear, 12, clear.length));
        return ByteBuffer.allocate(12 + sealed.length).put(clear, 0, 12).put(sealed).array();
    }

    /// First packet of a stream: the index is 0, and the packet says that it is encrypted.
    private static byte[] sealedRtcp(byte[] master, byte[] salt, byte[] clear) throws Exception {
        byte[] iv = ByteBuffer.allocate(12).putShort((short) 0).put(clear, 4, 4).array();
        byte[] index = hex("80000000");
        byte[] sealed =
                sealed(
                        derived(master, salt, 3, 16),
                        xor(iv, derived(master, salt, 5, 12)),
                        ByteBuffer.allocate(12).put(clear, 0, 8).put(index).array(),
                        Arrays.copyOfRange(clear, 8, clear.length));
        return ByteBuffer.allocate(8 + sealed.length + 4)
                .put(clear, 0, 8)
                .put(sealed)
                .put(index)
                .array();
    }

    private static byte[] sealed(byte[] key, byte[] iv, byte[] associated, byte[] clear)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
        cipher.updateAAD(associated);
        return cipher.doFinal(clear);
    }

    private static byte[] derived(byte[] master, byte[] salt, int label, int length)
            throws GeneralSecurityException {
        byte[] iv = Arrays.copyOf(salt, 16);
        iv[7] ^= (byte) label;
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(master, "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(new byte[length]);
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] both = one.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] ^= other[i];
        }
        return both;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.srtp;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/// Which AES the library uses, and what it may log.
///
/// It is the platform's: a packet of 1,200 bytes costs 1.0 µs, as much as with the OpenSSL the
/// library can load (1.0 µs, with less garbage: 0.1 instead of 2 KiB for one packet in and out) and
/// much less than with Bouncy Castle (15 to 25 µs). Left alone, the library would measure all of
/// them anew with each start, which takes seconds, and could choose by a busy moment.
final class AesProvider {
    /// Each odd packet would be a line at a lower level; they are counted instead.
    static final Logger LOGGER = new LoggerImpl("org.tsunagu.video.srtp", Level.SEVERE);

    /// Held, because a logger nobody holds forgets its level. Which native library was found and
    /// which AES was chosen is no news for an operator.
    private static final java.util.logging.Logger LIBRARY =
            java.util.logging.Logger.getLogger("org.jitsi");

    private static final AtomicBoolean PREPARED = new AtomicBoolean();

    /// Packets until the compiler has seen enough of them.
    private static final int WARM_UP_PACKETS = 4_000;

    private static final int WARM_UP_BYTES = 1_200;

    static {
        LIBRARY.setLevel(Level.WARNING);
        Aes.setFactoryClassName(Aes.SunJCECipherFactory.class.getName());
    }

    private AesProvider() {}

    static void prepare() {
        if (!PREPARED.compareAndSet(false, true)) {
            return;
        }
        warmUp(SrtpProfile.AEAD_AES_128_GCM); // browsers
        warmUp(SrtpProfile.AES128_CM_HMAC_SHA1_80); // encoders
    }

    private static void warmUp(SrtpProfile profile) {
        SrtpKeys keys = SrtpKeys.exported(profile, new byte[SrtpKeys.length(profile)]);
        SrtpSession client = SrtpSession.client(keys);
        SrtpSession server = SrtpSession.server(keys);
        byte[] buffer = new byte[WARM_UP_BYTES + SrtpSession.MOST_OVERHEAD];
        for (int sequence = 0; sequence < WARM_UP_PACKETS; sequence++) {
            ByteBuffer.wrap(buffer).putShort((short) 0x8000).putShort((short) sequence);
            int length = client.protectRtp(buffer, 0, WARM_UP_BYTES);
            server.unprotectRtp(buffer, 0, length);
        }
    }
}

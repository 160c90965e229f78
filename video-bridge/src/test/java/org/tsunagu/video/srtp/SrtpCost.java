// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.srtp;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Random;
import org.jitsi.srtp.crypto.Aes;

/// What a packet of 1,200 bytes costs. To be run by hand, not a test.
///
/// Arguments: a class name of an AES provider of the library, or nothing for ours.
final class SrtpCost {
    private static final int PAYLOAD = 1_188;
    private static final int PACKETS = 200_000;

    private SrtpCost() {}

    @SuppressWarnings("SystemOut") // its purpose
    public static void main(String[] arguments) {
        for (SrtpProfile profile : SrtpProfile.values()) {
            byte[] exported = new byte[SrtpKeys.length(profile)];
            new Random(1).nextBytes(exported);
            long began = System.nanoTime();
            SrtpKeys keys = SrtpKeys.exported(profile, exported);
            if (arguments.length == 0) {
                SrtpSession.prepare();
            }
            if (arguments.length > 0 && !arguments[0].equals("cold")) {
                Aes.setFactoryClassName(arguments[0]);
            }
            SrtpSession client = SrtpSession.client(keys);
            SrtpSession server = SrtpSession.server(keys);
            byte[] buffer = new byte[12 + PAYLOAD + SrtpSession.MOST_OVERHEAD];
            new Random(2).nextBytes(buffer);
            int length = client.protectRtp(packet(buffer, 0), 0, 1_200);
            server.unprotectRtp(buffer, 0, length);
            long first = System.nanoTime() - began;
            measure(profile, client, server, buffer, 1, 100, first);
            for (int round = 0; round < 5; round++) {
                measure(profile, client, server, buffer, 101 + round * PACKETS, PACKETS, first);
            }
        }
    }

    private static void measure(
            SrtpProfile profile,
            SrtpSession client,
            SrtpSession server,
            byte[] buffer,
            int from,
            int packets,
            long first) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long protect = 0;
        long unprotect = 0;
        for (int i = 0; i < packets; i++) {
            packet(buffer, from + i);
            long before = System.nanoTime();
            int length = client.protectRtp(buffer, 0, 1_200);
            long between = System.nanoTime();
            if (server.unprotectRtp(buffer, 0, length) != 1_200) {
                throw new IllegalStateException("packet " + i);
            }
            unprotect += System.nanoTime() - between;
            protect += between - before;
        }
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        System.out.printf(
                Locale.ROOT,
                "%-24s protect %6d ns, unprotect %6d ns, both allocate %d bytes; first packet %d ms%n",
                profile,
                protect / packets,
                unprotect / packets,
                bytes / packets,
                first / 1_000_000);
    }

    private static byte[] packet(byte[] buffer, int sequence) {
        ByteBuffer.wrap(buffer, 0, 12)
                .put((byte) 0x80)
                .put((byte) 100)
                .putShort((short) sequence)
                .putInt(sequence * 10)
                .putInt(77);
        return buffer;
    }
}

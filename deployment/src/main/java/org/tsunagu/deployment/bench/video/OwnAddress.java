// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.tsunagu.deployment.platform.PlatformException;

/// Where this machine is reached from others.
final class OwnAddress {
    private OwnAddress() {}

    /// The first IPv4 address that is not the loopback's.
    static InetAddress outer() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address)
                    .filter(address -> !address.isLoopbackAddress())
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new PlatformException(
                                            "this machine has no address but the loopback's;"
                                                    + " bridges of others need one"));
        } catch (SocketException trouble) {
            throw new PlatformException("the addresses of this machine are unknown", trouble);
        }
    }
}

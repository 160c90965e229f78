// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.platform;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Looks before anything is started whether the ports can be had, and says who has them.
final class Ports {
    private Ports() {}

    static void requireFree(PlatformOptions options) {
        require(options.httpPort(), options.bind(), "--http-port");
        require(options.mllpPort(), PlatformOptions.LOOPBACK, "--mllp-port");
        require(options.devicePort(), PlatformOptions.LOOPBACK, "--device-port");
        if (options.jitsi().isEmpty()) {
            requireDatagrams(options.mediaPort(), options.bind());
        }
    }

    private static void requireDatagrams(int port, String address) {
        if (port == 0) {
            return;
        }
        try (var probe = new DatagramSocket(null)) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException taken) {
            throw new PlatformException(
                    "cannot take UDP port "
                            + port
                            + " at "
                            + address
                            + " ("
                            + taken.getMessage()
                            + "); use --media-port for another one",
                    taken);
        }
    }

    private static void require(int port, String address, String option) {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (IOException taken) {
            throw new PlatformException(
                    PortOwner.of(port)
                            .map(
                                    owner ->
                                            "port "
                                                    + port
                                                    + " is taken by "
                                                    + owner
                                                    + "; use "
                                                    + option)
                            .orElse(
                                    "cannot listen on "
                                            + address
                                            + ":"
                                            + port
                                            + " ("
                                            + taken.getMessage()
                                            + "); use "
                                            + option
                                            + " for another port"),
                    taken);
        }
    }
}

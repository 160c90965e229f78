// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.video.sdp.Local;

/// Where peers are told to send to.
record Candidates(List<Local.Candidate> addresses) {
    private static final Set<String> WILDCARDS = Set.of("0.0.0.0", "::", "");
    private static final Logger LOG = LoggerFactory.getLogger(Candidates.class);

    Candidates {
        addresses = List.copyOf(addresses);
    }

    static Candidates of(EmbeddedConfig config, int port) {
        List<String> told = config.advertised();
        if (told.isEmpty()) {
            told = WILDCARDS.contains(config.bind()) ? ofThisMachine() : List.of(config.bind());
        }
        return new Candidates(
                told.stream().map(address -> new Local.Candidate(address, port)).toList());
    }

    Local local(Peer peer, Handshakes handshakes) {
        return new Local(peer.local.ufrag(), peer.local.pwd(), handshakes.fingerprint(), addresses);
    }

    private static List<String> ofThisMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Candidates::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !(address instanceof Inet6Address))
                    .filter(address -> !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .toList();
        } catch (SocketException unknown) {
            LOG.warn("The addresses of this machine cannot be read; name one to be told.", unknown);
            return List.of();
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException unknown) {
            return false;
        }
    }
}

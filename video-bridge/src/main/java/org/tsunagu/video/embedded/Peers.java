// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.EndpointId;

/// Every endpoint, found by id, by the name it gave for its checks, and by where it sends from.
/// Belongs to the port's thread.
final class Peers {
    private final Map<EndpointId, Peer> byId = new HashMap<>();
    private final Map<String, Peer> byUfrag = new HashMap<>();
    private final Map<InetSocketAddress, Peer> byAddress = new HashMap<>();

    void add(Peer peer) {
        byId.put(peer.id, peer);
        byUfrag.put(peer.local.ufrag(), peer);
    }

    void remove(Peer peer) {
        byId.remove(peer.id);
        byUfrag.remove(peer.local.ufrag());
        peer.addresses.forEach(byAddress::remove);
        peer.addresses.clear();
    }

    /// An authenticated check of it came from there.
    void comesFrom(Peer peer, InetSocketAddress from) {
        if (peer.addresses.add(from)) {
            Peer before = byAddress.put(from, peer);
            if (before != null && before != peer) {
                before.addresses.remove(from);
            }
        }
    }

    @Nullable Peer byId(EndpointId id) {
        return byId.get(id);
    }

    @Nullable Peer byUfrag(String ufrag) {
        return byUfrag.get(ufrag);
    }

    @Nullable Peer at(InetSocketAddress address) {
        return byAddress.get(address);
    }

    int count() {
        return byId.size();
    }

    /// A copy, so that they may be removed meanwhile.
    List<Peer> all() {
        Collection<Peer> all = byId.values();
        return List.copyOf(all);
    }
}

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

    /// An authenticated check of it came from there. The oldest address goes when there are too
    /// many: who changes networks often in a long operation must not be locked out.
    void comesFrom(Peer peer, InetSocketAddress from) {
        if (!peer.addresses.contains(from) && peer.addresses.size() >= Peer.MOST_ADDRESSES) {
            forgetOne(peer);
        }
        if (peer.addresses.add(from)) {
            Peer before = byAddress.put(from, peer);
            if (before != null && before != peer) {
                before.addresses.remove(from);
            }
        }
    }

    private void forgetOne(Peer peer) {
        for (InetSocketAddress old : peer.addresses) {
            if (!old.equals(peer.selected())) {
                peer.addresses.remove(old);
                byAddress.remove(old);
                return;
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

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A full agent with one host candidate: it checks every address of the other side until one
/// answers, and goes on asking there for consent (RFC 7675). Who leads chooses the first address
/// that answers; who does not, waits to be told. Pure: datagrams and time are handed in. One
/// thread.
public final class IceAgent {
    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long CONSENT_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);
    private static final int ROLE_CONFLICT = 487;
    private static final int MOST_ADDRESSES = 16;

    private final String ufrag;
    private final String password;
    private final String remoteUfrag;
    private final String remotePassword;
    private final long tieBreaker = ThreadLocalRandom.current().nextLong();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private boolean controlling;
    private @Nullable InetSocketAddress nominated;
    private @Nullable InetSocketAddress selected;
    private long lastCheck;
    private boolean checked;

    /// @param candidates where the other side may be reached; it may also come from elsewhere
    /// @param controlling whether we lead: we offered, or the other side is lite (RFC 8445, section
    ///     6.1.1)
    public IceAgent(
            String ufrag,
            String password,
            String remoteUfrag,
            String remotePassword,
            List<InetSocketAddress> candidates,
            boolean controlling) {
        this.ufrag = ufrag;
        this.password = password;
        this.remoteUfrag = remoteUfrag;
        this.remotePassword = remotePassword;
        this.controlling = controlling;
        addresses.addAll(candidates.subList(0, Math.min(candidates.size(), MOST_ADDRESSES)));
    }

    /// Letters and digits that nobody guesses (RFC 8839, section 5.4).
    public static String word(int length) {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        var word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append(letters.charAt(ThreadLocalRandom.current().nextInt(letters.length())));
        }
        return word.toString();
    }

    /// Whether a datagram is one for an agent.
    public static boolean isStun(byte[] datagram, int length) {
        return StunMessage.isStun(datagram, length);
    }

    /// Where media goes, null until a pair of addresses is chosen.
    public @Nullable InetSocketAddress selected() {
        return selected;
    }

    /// Where a check is to go now; nobody while none is due.
    public List<InetSocketAddress> dueChecks(long nowNanos) {
        InetSocketAddress known = selected;
        if (checked && nowNanos - lastCheck < (known == null ? CHECK_NANOS : CONSENT_NANOS)) {
            return List.of();
        }
        checked = true;
        lastCheck = nowNanos;
        return known == null ? List.copyOf(addresses) : List.of(known);
    }

    /// A check to send.
    public byte[] newCheck() {
        String username = remoteUfrag + ":" + ufrag;
        return StunMessage.request(username, remotePassword, controlling, tieBreaker);
    }

    /// Takes a STUN datagram.
    ///
    /// @return what to send back to where it came from, null for nothing
    public byte @Nullable [] received(byte[] datagram, int length, InetSocketAddress from) {
        return switch (StunMessage.type(datagram)) {
            case StunMessage.BINDING_REQUEST -> request(datagram, length, from);
            case StunMessage.BINDING_SUCCESS -> {
                if (StunMessage.isAuthentic(datagram, length, remotePassword)) {
                    answered(from);
                }
                yield null;
            }
            case StunMessage.BINDING_ERROR -> {
                if (StunMessage.errorCode(datagram, length) == ROLE_CONFLICT) {
                    controlling = !controlling;
                }
                yield null;
            }
            default -> null;
        };
    }

    private byte @Nullable [] request(byte[] datagram, int length, InetSocketAddress from) {
        if (!StunMessage.isAuthentic(datagram, length, password)) {
            return null;
        }
        if (!addresses.contains(from) && addresses.size() < MOST_ADDRESSES) {
            addresses.add(from); // peer-reflexive (RFC 8445, section 7.3.1.3)
        }
        if (!controlling && StunMessage.find(datagram, length, StunMessage.USE_CANDIDATE) > 0) {
            if (!from.equals(nominated)) {
                nominated = from;
                checked = false; // asked at once whether the way is open in our direction too
            }
        }
        return StunMessage.success(datagram, from, password);
    }

    private void answered(InetSocketAddress from) {
        if (controlling ? selected == null : from.equals(nominated)) {
            selected = from;
        }
    }
}

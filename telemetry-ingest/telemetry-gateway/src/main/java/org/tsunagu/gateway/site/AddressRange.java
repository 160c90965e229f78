// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.site;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Addresses that share a prefix, as `192.0.2.0/24` or one address.
///
/// @param network text of the first address
/// @param prefixBits how many leading bits count
public record AddressRange(String network, int prefixBits) {
    public AddressRange {
        int bits = 8 * bytesOf(network).length;
        if (prefixBits < 0 || prefixBits > bits) {
            throw new IllegalArgumentException(
                    network + "/" + prefixBits + ": the prefix must be 0 to " + bits);
        }
    }

    /// Reads `address` or `address/bits`. Names are not looked up.
    ///
    /// @throws IllegalArgumentException when it is neither
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new AddressRange(text, 8 * bytesOf(text).length);
        }
        try {
            return new AddressRange(
                    text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(text + " is no address range", noNumber);
        }
    }

    /// Whether an address, as text, lies within. Text that is no address does not.
    public boolean contains(String address) {
        if (!looksNumeric(address)) {
            return false;
        }
        byte[] mine = bytesOf(network);
        byte[] other = bytesOf(address);
        if (mine.length != other.length) {
            return false;
        }
        int whole = prefixBits / 8;
        if (!Arrays.equals(mine, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = prefixBits % 8;
        return rest == 0
                || (mine[whole] & 0xFF) >> (8 - rest) == (other[whole] & 0xFF) >> (8 - rest);
    }

    /// Whether an address is this machine's own loopback.
    public static boolean isLoopback(String address) {
        try {
            return looksNumeric(address) && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private static byte[] bytesOf(String address) {
        if (!looksNumeric(address)) {
            throw new IllegalArgumentException(address + " is no IP address");
        }
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException(address + " is no IP address", noAddress);
        }
    }

    /// Keeps a name from being looked up: only what numeric addresses are written with.
    private static boolean looksNumeric(String address) {
        boolean v6 = address.indexOf(':') >= 0;
        return (v6 || address.indexOf('.') > 0)
                && address.chars().allMatch(c -> v6 ? isV6(c) : isV4(c));
    }

    private static boolean isV4(int c) {
        return c == '.' || (c >= '0' && c <= '9');
    }

    private static boolean isV6(int c) {
        return Character.digit(c, 16) >= 0 || c == ':' || c == '.' || c == '%';
    }

    @Override
    public String toString() {
        return network + "/" + prefixBits;
    }
}

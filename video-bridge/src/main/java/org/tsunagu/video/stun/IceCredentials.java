// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.stun;

import java.util.regex.Pattern;

/// What one side of an ICE session is called and how it proves it (RFC 8839, section 5.4).
///
/// @param ufrag 4 to 256 ice-chars; ours have [IceLite#UFRAG_LENGTH]
/// @param pwd 22 to 256 ice-chars; ours have [IceLite#PWD_LENGTH]
public record IceCredentials(String ufrag, String pwd) {
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PWD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

    /// @throws IllegalArgumentException for anything that [#arePlain] denies
    public IceCredentials {
        if (!arePlain(ufrag, pwd)) {
            throw new IllegalArgumentException(
                    "ice-ufrag has 4 to 256, ice-pwd 22 to 256 letters, digits, '+', '/'");
        }
    }

    /// Whether a session description may carry these.
    public static boolean arePlain(String ufrag, String pwd) {
        return UFRAG.matcher(ufrag).matches() && PWD.matcher(pwd).matches();
    }

    /// The password stays out of logs.
    @Override
    public String toString() {
        return "IceCredentials[" + ufrag + "]";
    }
}

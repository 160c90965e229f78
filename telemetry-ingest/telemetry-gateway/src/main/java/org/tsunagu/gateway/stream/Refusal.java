// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

/// Why the gateway refuses, in the words of the protocol, and how the connection ends after it.
enum Refusal {
    MALFORMED("malformed", 1003),
    NO_HELLO("no-hello", 1002),
    STORAGE("storage", 1013),
    WINDOW("window", 1008),
    BED_REFUSED("bed-refused", 1008),
    CLOSING("closing", 1001);

    /// A message of more bytes than the limit.
    static final short TOO_LARGE = 1009;

    /// Another connection took over the source.
    static final short REPLACED = 4001;

    private final String code;
    private final int closeCode;

    Refusal(String code, int closeCode) {
        this.code = code;
        this.closeCode = closeCode;
    }

    String code() {
        return code;
    }

    short closeCode() {
        return (short) closeCode;
    }
}

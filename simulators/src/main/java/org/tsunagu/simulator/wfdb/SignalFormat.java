// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import org.jspecify.annotations.Nullable;

/// How a signal file stores its samples, and the value that stands for *not measured* in it
/// (signal(5); the sentinels are those of the WFDB library, `isigio` in signal.c).
public enum SignalFormat {
    FORMAT_8(8, -32_768),
    FORMAT_16(16, -32_768),
    FORMAT_24(24, -8_388_608),
    FORMAT_32(32, Integer.MIN_VALUE),
    FORMAT_61(61, -32_768),
    FORMAT_80(80, -128),
    FORMAT_160(160, -32_768),
    FORMAT_212(212, -2_048),
    FORMAT_310(310, -512),
    FORMAT_311(311, -512),
    FORMAT_508(508, -128),
    FORMAT_516(516, -32_768),
    FORMAT_524(524, -8_388_608);

    private final int number;
    private final int missing;

    SignalFormat(int number, int missing) {
        this.number = number;
        this.missing = missing;
    }

    /// The number in the header.
    public int number() {
        return number;
    }

    /// The stored value that stands for *not measured*.
    public int missing() {
        return missing;
    }

    boolean isFlac() {
        return number >= 508;
    }

    static @Nullable SignalFormat ofNumber(int number) {
        for (SignalFormat format : values()) {
            if (format.number == number) {
                return format;
            }
        }
        return null;
    }
}

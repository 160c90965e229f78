// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

import org.jspecify.annotations.Nullable;

/// What is measured: an MDC number of ISO/IEEE 11073-10101, or a vendor's own code kept as it came.
///
/// @param mdc the 32-bit MDC number (partition << 16 | term), 0 for a local code
/// @param local `system:code` of a code outside MDC, null for an MDC code
public record MetricCode(int mdc, @Nullable String local) {
    private static final int LONGEST_LOCAL = 120;

    public MetricCode {
        if ((mdc == 0) == (local == null) || mdc < 0) {
            throw new IllegalArgumentException("either an MDC number or a local code");
        }
        if (local != null && (local.isEmpty() || local.length() > LONGEST_LOCAL)) {
            throw new IllegalArgumentException("local code of 1.." + LONGEST_LOCAL + " characters");
        }
    }

    public static MetricCode mdc(int number) {
        return new MetricCode(number, null);
    }

    public static MetricCode local(String system, String code) {
        return new MetricCode(0, system + ":" + code);
    }

    /// The code as text: the MDC number in decimal, or the local code.
    public String id() {
        return local == null ? Integer.toString(mdc) : local;
    }

    /// The inverse of [#id()].
    ///
    /// @throws IllegalArgumentException when it is neither
    public static MetricCode ofId(String id) {
        if (!id.isEmpty() && id.length() <= 10 && id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long number = Long.parseLong(id);
            if (number > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("MDC number " + id + " out of range");
            }
            return mdc((int) number);
        }
        return new MetricCode(0, id);
    }

    @Override
    public String toString() {
        return id();
    }
}

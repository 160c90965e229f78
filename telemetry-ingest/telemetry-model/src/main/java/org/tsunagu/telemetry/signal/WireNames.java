// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

import java.util.Locale;

/// Enum constants as they stand on the wire: lower case with hyphens. An unknown name reads as the
/// given fallback, so that an older reader survives a newer writer.
final class WireNames {
    private WireNames() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(Class<E> type, String name, E fallback) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
        for (E candidate : type.getEnumConstants()) {
            if (candidate.name().equals(constant)) {
                return candidate;
            }
        }
        return fallback;
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.MetricCode;

/// Codes and units as the device stream writes them.
final class Codes {
    private static final int LONGEST_CODE = 120;
    private static final int LONGEST_UNIT = 40;
    private static final long LATEST_MICROS = 1L << 53;

    private Codes() {}

    /// An unsigned integer is an MDC number, text a private `system:code`; null when it is neither.
    static @Nullable MetricCode read(CBORParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            long number = in.getLongValue();
            return number > 0 && number <= Integer.MAX_VALUE ? MetricCode.mdc((int) number) : null;
        }
        String text = StreamDecoder.text(in);
        return text.isEmpty() || text.length() > LONGEST_CODE || !isPrintable(text)
                ? null
                : new MetricCode(0, text);
    }

    /// A time of the device; null when it is beyond what a browser's number holds exactly (year
    /// 2255).
    static @Nullable DeviceTime time(CBORParser in) throws IOException {
        long micros = in.getLongValue();
        return Math.abs(micros) <= LATEST_MICROS && micros != Long.MIN_VALUE
                ? new DeviceTime(micros)
                : null;
    }

    static boolean isUnit(String unit) {
        return unit.length() <= LONGEST_UNIT && isPrintable(unit);
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}

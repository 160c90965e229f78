// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.nomenclature.Nomenclature;
import org.tsunagu.telemetry.signal.MetricCode;

/// The query of a request. What cannot be used is refused with the parameter's name and what is
/// allowed; a parameter nobody knows is refused too, because a misspelt `from` would answer another
/// question.
public final class Parameters {
    private static final List<String> TIME_FORMAT =
            List.of("RFC 3339, for example 2026-01-31T12:00:00.000000Z");
    private static final List<String> CODE_FORMAT =
            List.of(
                    "an MDC number (150456)",
                    "a reference id (MDC_PULS_OXIM_SAT_O2)",
                    "system:code");

    private final MultiMap values;

    private Parameters(MultiMap values) {
        this.values = values;
    }

    /// @throws Refusal when the query cannot be decoded
    static Parameters of(RoutingContext context) {
        try {
            return new Parameters(context.queryParams());
        } catch (HttpException | IllegalArgumentException _) {
            throw refusal("query", "cannot be decoded", List.of("percent-encoded UTF-8"));
        }
    }

    /// @throws Refusal when there is a parameter besides these, or one twice
    public void only(Set<String> known) {
        for (Map.Entry<String, String> entry : values) {
            String name = entry.getKey();
            if (!known.contains(name)) {
                throw refusal(
                        name,
                        "there is no parameter of this name",
                        List.copyOf(new TreeSet<>(known)));
            }
            if (values.getAll(name).size() > 1) {
                throw refusal(name, "given more than once", List.of("once"));
            }
        }
    }

    public @Nullable String text(String name) {
        return values.get(name);
    }

    /// @throws Refusal when it is missing or no code
    public MetricCode code(String name) {
        String text = values.get(name);
        if (text == null || text.isEmpty()) {
            throw refusal(name, "is required", CODE_FORMAT);
        }
        MetricCode code = Nomenclature.standard().parse(text);
        if (code == null) {
            throw refusal(name, "is no code that is known here", CODE_FORMAT);
        }
        return code;
    }

    /// @throws Refusal when it is there and no time
    public @Nullable AxisTime time(String name) {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        try {
            // A plus that was not escaped arrives as a space.
            return AxisTime.parse(text.replace(' ', '+'));
        } catch (DateTimeParseException | ArithmeticException _) {
            throw refusal(name, "is no time", TIME_FORMAT);
        }
    }

    /// @throws Refusal when it is there and no whole number from 1 to `most`
    public int limit(String name, int most) {
        String text = values.get(name);
        if (text == null) {
            return most;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Refused below.
        }
        throw refusal(name, "is not in range", List.of("1 to " + most));
    }

    public static Refusal refusal(String parameter, String why, List<String> allowed) {
        return new Refusal(Problem.badParameter(parameter, parameter + " " + why, allowed));
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.code.Input;
import org.tsunagu.telemetry.ward.BedId;

/// Everything known of one encounter, placed by minutes since its admission. Bounds:
/// [#MOST_CHARTED] results, [#MOST_SOURCES] names of sources; device values cost about two bytes a
/// minute and input, so that 1,000 encounters of 7 days with 10 vital signs fit into 250 MB.
final class EncounterValues {
    static final int MOST_CHARTED = 20_000;
    static final int MOST_SOURCES = 100;

    private static final long MINUTE_MICROS = 60_000_000;

    private record Channel(Input input, boolean standIn) {}

    private final Map<Channel, DeviceSeries> devices = new HashMap<>();
    private final TreeSet<Charted> charted = new TreeSet<>(Charted.ORDER);
    private final List<String> sources = new ArrayList<>();
    private @Nullable List<Charted> standing;

    /// Whole minutes between two times, rounded to nearest.
    static int minute(long atMicros, long admissionMicros) {
        long minutes = Math.floorDiv(atMicros - admissionMicros + MINUTE_MICROS / 2, MINUTE_MICROS);
        return Math.clamp(minutes, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /// @param minute of the value, 0 or later
    /// @return whether it changed anything
    boolean take(DeviceValue value, int minute) {
        return devices.computeIfAbsent(
                        new Channel(value.input(), value.standIn()), _ -> new DeviceSeries())
                .take(minute, value, indexOf(value.source()));
    }

    private int indexOf(String source) {
        int known = sources.indexOf(source);
        if (known >= 0) {
            return known;
        }
        if (sources.size() == MOST_SOURCES) {
            return MOST_SOURCES - 1;
        }
        sources.add(source);
        return sources.size() - 1;
    }

    /// @return whether it changed anything; false too when there are too many
    boolean take(Charted result) {
        boolean taken =
                (charted.size() < MOST_CHARTED || charted.contains(result)) && charted.add(result);
        standing = taken ? null : standing;
        return taken;
    }

    /// Takes out the results a predicate names.
    List<Charted> release(Predicate<Charted> which) {
        List<Charted> released = charted.stream().filter(which).toList();
        released.forEach(charted::remove);
        standing = null;
        return released;
    }

    /// The newest height that stands, as it was said.
    Optional<Double> height() {
        return standing().stream()
                .filter(result -> result.input() instanceof Input.Height)
                .reduce((_, later) -> later)
                .map(Charted::value);
    }

    /// What is known of the minutes after `from` up to and including `to`, in [Fact#ORDER].
    List<Fact> facts(long admissionMicros, int from, int to) {
        List<Fact> facts = new ArrayList<>();
        devices.forEach(
                (channel, series) ->
                        series.forEachFrom(
                                from + 1,
                                (minute, value, source) -> {
                                    if (minute <= to) {
                                        facts.add(fact(channel, minute, value, source));
                                    }
                                }));
        for (Charted result : standing()) {
            int minute = minute(result.takenAtMicros(), admissionMicros);
            if (minute > from && minute <= to && minute >= 0) {
                facts.add(
                        new Fact(
                                minute,
                                result.input(),
                                result.standIn(),
                                true,
                                result.value(),
                                result.source()));
            }
        }
        facts.sort(Fact.ORDER);
        return facts;
    }

    private Fact fact(Channel channel, int minute, double value, int source) {
        return new Fact(
                minute, channel.input(), channel.standIn(), false, value, sources.get(source));
    }

    /// The results that nothing took back, in [Charted#ORDER].
    private List<Charted> standing() {
        List<Charted> known = standing;
        if (known == null) {
            known = Charted.standing(charted);
            standing = known;
        }
        return known;
    }

    /// Places everything anew when the admission turns out to have been at another time. Device
    /// values are known by their minute only; what then lies before the admission goes.
    void moveAdmission(long fromMicros, long toMicros) {
        Map<Channel, DeviceSeries> before = Map.copyOf(devices);
        devices.clear();
        before.forEach(
                (channel, series) ->
                        series.forEach(
                                (minute, value, source) -> {
                                    long at = fromMicros + minute * MINUTE_MICROS;
                                    int moved = minute(at, toMicros);
                                    if (moved >= 0) {
                                        devices.computeIfAbsent(channel, _ -> new DeviceSeries())
                                                .takeAgain(moved, at, value, source);
                                    }
                                }));
    }

    /// Takes out what devices said in minutes a predicate names: it was said of somebody else.
    List<DeviceValue> releaseDevices(long admissionMicros, IntFunction<@Nullable BedId> wronglyIn) {
        List<DeviceValue> released = new ArrayList<>();
        for (Map.Entry<Channel, DeviceSeries> entry : List.copyOf(devices.entrySet())) {
            Channel channel = entry.getKey();
            DeviceSeries kept = new DeviceSeries();
            int before = released.size();
            entry.getValue()
                    .forEach(
                            (minute, value, source) -> {
                                long at = admissionMicros + minute * MINUTE_MICROS;
                                BedId bed = wronglyIn.apply(minute);
                                if (bed == null) {
                                    kept.takeAgain(minute, at, value, source);
                                } else {
                                    released.add(
                                            new DeviceValue(
                                                    bed,
                                                    channel.input(),
                                                    channel.standIn(),
                                                    at,
                                                    at,
                                                    DeviceSeries.AGAIN,
                                                    released.size(),
                                                    value,
                                                    sources.get(source)));
                                }
                            });
            if (released.size() > before) {
                devices.put(channel, kept);
            }
        }
        return released;
    }

    int bytesHeld() {
        return devices.values().stream().mapToInt(DeviceSeries::bytesHeld).sum();
    }
}

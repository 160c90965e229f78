// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tsunagu.severity.code.Input;
import org.tsunagu.telemetry.ward.BedId;

/// What devices said in beds where nobody lay: an admission often comes after the patient. Of each
/// half minute the earliest values are kept, for [#KEPT_MICROS] after they came. Bound: [#MOST]
/// values, those that came first go first.
final class Unclaimed {
    static final long KEPT_MICROS = 4 * 3_600_000_000L;
    static final int MOST = 300_000;

    private static final long BIN_MICROS = 30_000_000;

    private record Place(BedId bed, Input input, boolean standIn, long bin) {}

    private static final class Bin {
        private static final long AT_ONCE_MICROS = 500_000;

        private final long cameAtMicros;
        private final List<DeviceValue> values = new ArrayList<>(1);
        private long earliestMicros = Long.MAX_VALUE;

        Bin(long cameAtMicros) {
            this.cameAtMicros = cameAtMicros;
        }

        boolean take(DeviceValue value) {
            boolean tooLate =
                    value.atMicros() > earliestMicros
                            && value.atMicros() - earliestMicros > AT_ONCE_MICROS;
            if (tooLate || values.size() >= DeviceSeries.MOST_AT_ONCE || values.contains(value)) {
                return false;
            }
            values.add(value);
            if (value.atMicros() < earliestMicros) {
                earliestMicros = value.atMicros();
                values.removeIf(other -> other.atMicros() - earliestMicros > AT_ONCE_MICROS);
            }
            return true;
        }
    }

    private final Map<Place, Bin> bins = new LinkedHashMap<>();
    private final Map<BedId, Integer> binsOfBed = new HashMap<>();
    private int size;

    /// @return whether it was kept
    boolean take(DeviceValue value, long nowMicros) {
        var place =
                new Place(
                        value.bed(),
                        value.input(),
                        value.standIn(),
                        Math.floorDiv(value.atMicros(), BIN_MICROS));
        Bin bin = bins.get(place);
        if (bin == null) {
            bin = new Bin(nowMicros);
            bins.put(place, bin);
            binsOfBed.merge(value.bed(), 1, Integer::sum);
        }
        int before = bin.values.size();
        boolean kept = bin.take(value);
        size += bin.values.size() - before;
        forgetOldest(Long.MIN_VALUE);
        return kept;
    }

    /// Forgets what came before a time.
    void forgetBefore(long micros) {
        forgetOldest(micros);
    }

    private void forgetOldest(long before) {
        Iterator<Map.Entry<Place, Bin>> oldest = bins.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Place, Bin> entry = oldest.next();
            if (size <= MOST && entry.getValue().cameAtMicros >= before) {
                return;
            }
            oldest.remove();
            gone(entry.getKey(), entry.getValue());
        }
    }

    private void gone(Place place, Bin bin) {
        size -= bin.values.size();
        binsOfBed.computeIfPresent(place.bed(), (_, bins) -> bins == 1 ? null : bins - 1);
    }

    /// Takes out everything said in a bed; the caller offers it again.
    List<DeviceValue> release(BedId bed) {
        if (!binsOfBed.containsKey(bed)) {
            return List.of();
        }
        List<DeviceValue> released = new ArrayList<>();
        bins.entrySet()
                .removeIf(
                        entry -> {
                            boolean here = entry.getKey().bed().equals(bed);
                            if (here) {
                                released.addAll(entry.getValue().values);
                                gone(entry.getKey(), entry.getValue());
                            }
                            return here;
                        });
        return released;
    }

    int size() {
        return size;
    }
}

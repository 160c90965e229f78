// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.FacilityId;

/// The ward's own order: facility, unit, bed, as people count: `ICU-2` before `ICU-10`. Beds
/// without a facility come last, beds without a unit first.
public final class BedOrder implements Comparator<BedId> {
    private final WardNames names;
    private final Map<FacilityId, Integer> places = new HashMap<>();

    public BedOrder(WardNames names) {
        this.names = names;
        names.facilities().forEach(facility -> places.putIfAbsent(facility.id(), places.size()));
    }

    @Override
    public int compare(BedId one, BedId other) {
        int byFacility = byFacility(one.facility(), other.facility());
        if (byFacility != 0) {
            return byFacility;
        }
        int byUnit = natural(unitOf(one), unitOf(other));
        if (byUnit != 0) {
            return byUnit;
        }
        int byName = natural(one.local(), other.local());
        return byName != 0 ? byName : one.value().compareTo(other.value());
    }

    private int byFacility(@Nullable FacilityId one, @Nullable FacilityId other) {
        if (one == null || other == null) {
            return Boolean.compare(one == null, other == null);
        }
        int place = Integer.compare(place(one), place(other));
        return place != 0 ? place : natural(one.value(), other.value());
    }

    private int place(FacilityId facility) {
        return places.getOrDefault(facility, Integer.MAX_VALUE);
    }

    private String unitOf(BedId bed) {
        String unit = names.of(bed).unit();
        return unit == null ? "" : unit;
    }

    /// Compares text with runs of digits taken as numbers.
    static int natural(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            char a = one.charAt(i);
            char b = other.charAt(j);
            if (isDigit(a) && isDigit(b)) {
                int endA = endOfDigits(one, i);
                int endB = endOfDigits(other, j);
                int byNumber = byNumber(one.substring(i, endA), other.substring(j, endB));
                if (byNumber != 0) {
                    return byNumber;
                }
                i = endA;
                j = endB;
            } else if (a != b) {
                return Character.compare(a, b);
            } else {
                i++;
                j++;
            }
        }
        return Integer.compare(one.length() - i, other.length() - j);
    }

    private static int byNumber(String one, String other) {
        String a = withoutZeros(one);
        String b = withoutZeros(other);
        int byLength = Integer.compare(a.length(), b.length());
        return byLength != 0 ? byLength : a.compareTo(b);
    }

    private static String withoutZeros(String digits) {
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.bed;

/// A place as PV1-3 names it: `unit^room^bed^facility`; parts not given are empty.
public record PointOfCare(String unit, String room, String bed, String facility) {
    private static final int LONGEST_PART = 40;

    /// Cuts what no name has: control characters, colons (they separate facility and bed), length.
    public PointOfCare {
        unit = clean(unit);
        room = clean(room);
        bed = clean(bed);
        facility = clean(facility);
    }

    /// Whether nothing names a bed.
    public boolean isNowhere() {
        return unit.isEmpty() && room.isEmpty() && bed.isEmpty();
    }

    /// `unit^room^bed^facility`, as the site file writes it.
    public String asWritten() {
        return unit + "^" + room + "^" + bed + "^" + facility;
    }

    private static String clean(String part) {
        String stripped = part.strip();
        var text = new StringBuilder(Math.min(stripped.length(), LONGEST_PART));
        for (int i = 0; i < stripped.length() && text.length() < LONGEST_PART; i++) {
            char c = stripped.charAt(i);
            text.append(Character.isISOControl(c) || c == ':' || c == '^' ? '_' : c);
        }
        return text.toString();
    }
}

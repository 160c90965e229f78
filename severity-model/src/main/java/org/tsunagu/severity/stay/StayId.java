// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

/// Names a stay: the Challenge's RecordID, or the encounter's identifier.
public record StayId(String value) implements Comparable<StayId> {

    public StayId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a stay without a name");
        }
    }

    @Override
    public int compareTo(StayId other) {
        return value.compareTo(other.value);
    }
}

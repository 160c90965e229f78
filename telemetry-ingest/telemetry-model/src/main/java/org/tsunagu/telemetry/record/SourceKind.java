// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

/// How a source speaks; decides how fast its values go stale.
public enum SourceKind {
    /// Tsunagu's device stream.
    DEVICE_STREAM("device-stream"),
    /// HL7 v2 ORU^R01 of IHE DEC over MLLP.
    PCD_01("pcd-01"),
    /// HL7 v2 ADT over MLLP.
    ADT("adt"),
    /// A laboratory: HL7 v2 ORU^R01 with results over MLLP.
    LABORATORY("laboratory"),
    /// A person at the support center who typed it in.
    ENTRY("entry");

    private final String wireName;

    SourceKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static SourceKind ofWireName(String name) {
        for (SourceKind kind : values()) {
            if (kind.wireName.equals(name)) {
                return kind;
            }
        }
        return PCD_01;
    }
}

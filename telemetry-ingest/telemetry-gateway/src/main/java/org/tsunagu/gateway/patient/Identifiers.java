// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.patient;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.bed.PointOfCare;
import org.tsunagu.gateway.hl7.PlainText;
import org.tsunagu.gateway.hl7.Segment;
import org.tsunagu.telemetry.ward.PersonId;

/// Persons (PID-3) and places (PV1-3, PV1-6) of a message.
public final class Identifiers {
    private static final int PATIENT_IDS = 3;
    private static final int CHECKED_TYPE = 5;
    private static final int LONGEST = 128;

    private Identifiers() {}

    /// PID-3: the medical record number (`MR`) where it is marked, else the internal one (`PI`),
    /// else the first. Null when nobody is named.
    public static @Nullable PersonId person(Segment pid) {
        List<String> all = pid.repetitions(PATIENT_IDS);
        String id = marked(pid, all, "MR");
        if (id.isEmpty()) {
            id = marked(pid, all, "PI");
        }
        for (int i = 0; id.isEmpty() && i < all.size(); i++) {
            id = pid.textOf(all.get(i), 1).strip();
        }
        String printable = PlainText.printable(id, LONGEST);
        return printable.isEmpty() ? null : new PersonId(printable);
    }

    /// A person location: `unit^room^bed^facility`.
    public static PointOfCare place(Segment pv1, int field) {
        return new PointOfCare(
                pv1.text(field, 1), pv1.text(field, 2), pv1.text(field, 3), pv1.text(field, 4));
    }

    private static String marked(Segment pid, List<String> all, String type) {
        for (String one : all) {
            if (pid.textOf(one, CHECKED_TYPE).equals(type)) {
                return pid.textOf(one, 1).strip();
            }
        }
        return "";
    }
}

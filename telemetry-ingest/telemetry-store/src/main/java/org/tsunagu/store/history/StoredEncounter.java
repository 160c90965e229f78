// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import java.util.List;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;

/// An encounter with everything known of it. The patient's name goes no further than the door.
public record StoredEncounter(EncounterId id, Patient patient, List<StoredStay> stays) {
    public StoredEncounter {
        stays = List.copyOf(stays);
    }
}

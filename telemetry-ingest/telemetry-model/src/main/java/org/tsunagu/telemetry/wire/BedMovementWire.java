// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.ward.PersonId;

/// A bed movement's fields.
final class BedMovementWire {
    private BedMovementWire() {}

    static void write(BedMovement movement, CBORGenerator out) throws IOException {
        EventIdWire.write(movement.id(), out);
        out.writeStringField("move", movement.kind().wireName());
        out.writeStringField("enc", movement.encounter().value());
        out.writeStringField("per", movement.patient().id().value());
        Fields.optional(out, "name", movement.patient().name());
        Fields.optional(out, "born", movement.patient().birthDate());
        Fields.optional(out, "sex", movement.patient().sex());
        out.writeStringField("bed", movement.bed().value());
        BedId from = movement.from();
        Fields.optional(out, "from", from == null ? null : from.value());
        Fields.optional(out, "unit", movement.unit());
        Fields.optional(out, "svc", movement.service());
        out.writeNumberField("at", movement.effectiveAt().micros());
        out.writeNumberField("arr", movement.arrivedAt().micros());
    }

    static BedMovement read(CborReader in) throws IOException {
        var id = new EventIdWire();
        @Nullable String kind = null;
        @Nullable String encounter = null;
        @Nullable String person = null;
        @Nullable String name = null;
        @Nullable String born = null;
        @Nullable String sex = null;
        @Nullable String bed = null;
        @Nullable BedId from = null;
        @Nullable String unit = null;
        @Nullable String service = null;
        long at = 0;
        long arrived = 0;
        for (String field = in.field(); field != null; field = in.field()) {
            switch (field) {
                case "move" -> kind = in.knownText();
                case "enc" -> encounter = in.text();
                case "per" -> person = in.text();
                case "name" -> name = in.text();
                case "born" -> born = in.text();
                case "sex" -> sex = in.text();
                case "bed" -> bed = in.knownText();
                case "from" -> from = Canonical.bed(in.knownText());
                case "unit" -> unit = in.knownText();
                case "svc" -> service = in.knownText();
                case "at" -> at = in.integer();
                case "arr" -> arrived = in.integer();
                default -> {
                    if (!id.take(field, in)) {
                        in.skip();
                    }
                }
            }
        }
        return new BedMovement(
                id.build(),
                kind(Fields.required(kind, "move")),
                new EncounterId(Fields.required(encounter, "enc")),
                new Patient(new PersonId(Fields.required(person, "per")), name, born, sex),
                Canonical.bed(Fields.required(bed, "bed")),
                from,
                unit,
                service,
                new AxisTime(at),
                new ArrivalTime(arrived));
    }

    private static BedMovement.Kind kind(String wireName) {
        for (BedMovement.Kind kind : BedMovement.Kind.values()) {
            if (kind.wireName().equals(wireName)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown movement " + wireName);
    }
}

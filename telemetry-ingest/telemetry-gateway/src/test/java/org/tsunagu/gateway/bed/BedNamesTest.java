// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.FacilityId;

class BedNamesTest {
    @TempDir Path folder;

    private final BedNames names = new BedNames(Map.of(), Map.of());

    @Test
    void aBedIsCalledByItsFacilityAndName() {
        assertThat(id("ICU", "1", "B1", "NORTH")).isEqualTo("NORTH:B1");
        assertThat(id("ICU", "1", "B1", "SOUTH")).isEqualTo("SOUTH:B1");
        assertThat(id("ICU", "1", "B2", "")).isEqualTo("B2");
        assertThat(
                        names.resolve(place("ICU", "1", "B1", ""), new FacilityId("WEST"))
                                .value()
                                .value())
                .isEqualTo("WEST:B1");
    }

    @Test
    void theSameNameInAnotherUnitOrRoomIsNeverMerged() {
        assertThat(id("ICU", "1", "B1", "N")).isEqualTo("N:B1");
        var later = names.resolve(place("HCU", "1", "B1", "N"), null);
        assertThat(later.value().value()).isEqualTo("N:HCU.1.B1");
        assertThat(later.anomalies()).extracting(Anomaly::kind).containsExactly(BedNames.CONFLICT);
        assertThat(id("ICU", "2", "B1", "N")).isEqualTo("N:ICU.2.B1");
        assertThat(id("ICU", "1", "B1", "N")).isEqualTo("N:B1");
        assertThat(names.resolve(place("HCU", "1", "B1", "N"), null).anomalies()).hasSize(1);
    }

    @Test
    void aUnitLeftEmptyIsNotAnotherUnit() {
        assertThat(id("ICU", "1", "B1", "N")).isEqualTo("N:B1");
        assertThat(id("", "", "B1", "N")).isEqualTo("N:B1");
        assertThat(id("HCU", "", "B1", "N")).isEqualTo("N:HCU..B1");
    }

    @Test
    void aPlaceWithoutABedComponentIsStillAPlace() {
        assertThat(id("ICU-1", "", "", "N")).isEqualTo("N:ICU-1");
        assertThat(id("ICU", "R4", "", "N")).isEqualTo("N:R4");
        assertThat(names.resolve(place("", "", "", "N"), null).value()).isNull();
    }

    @Test
    void theSiteFileHasTheLastWord() {
        var named = new BedNames(Map.of("HCU^1^B1^N", new BedId("N:HCU-1")), Map.of());
        assertThat(named.resolve(place("ICU", "1", "B1", "N"), null).value().value())
                .isEqualTo("N:B1");
        var byHand = named.resolve(place("HCU", "1", "B1", "N"), null);
        assertThat(byHand.value().value()).isEqualTo("N:HCU-1");
        assertThat(byHand.anomalies()).isEmpty();
    }

    @Test
    void namesSurviveARestartInWhateverOrderMessagesComeThen() throws IOException {
        id("ICU", "1", "B1", "N");
        id("HCU", "1", "B1", "N");
        var file = new BedNamesFile(folder.resolve("sub/bed-names.tsv"));
        assertThat(file.read()).isEmpty();
        file.write(names.places());
        var again = new BedNames(Map.of(), file.read());
        assertThat(again.resolve(place("HCU", "1", "B1", "N"), null).value().value())
                .isEqualTo("N:HCU.1.B1");
        assertThat(again.resolve(place("ICU", "1", "B1", "N"), null).value().value())
                .isEqualTo("N:B1");
        assertThat(again.changes()).isZero();
    }

    @Test
    void aFileThatIsNoneOfOursStopsTheStart() throws IOException {
        Path path = folder.resolve("bed-names.tsv");
        Files.writeString(path, "something else\n");
        assertThatThrownBy(() -> new BedNamesFile(path).read()).isInstanceOf(IOException.class);
    }

    @Test
    void whatNoNameHasIsReplaced() {
        assertThat(id("ICU", "", "A:1\tx", "N:1")).isEqualTo("N_1:A_1_x");
    }

    private String id(String unit, String room, String bed, String facility) {
        return names.resolve(place(unit, room, bed, facility), null).value().value();
    }

    private static PointOfCare place(String unit, String room, String bed, String facility) {
        return new PointOfCare(unit, room, bed, facility);
    }
}

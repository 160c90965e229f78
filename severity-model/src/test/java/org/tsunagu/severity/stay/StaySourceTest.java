// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaySourceTest {
    @TempDir Path folder;

    private static String rows(String id) {
        return "Time,Parameter,Value\n00:00,RecordID," + id + "\n00:07,HR,73\n";
    }

    private static List<String> ids(Path path) {
        List<String> ids = new ArrayList<>();
        new StaySource(path).forEach(read -> ids.add(read.stay().id().value()));
        return ids;
    }

    private Path archive(String... ids) throws IOException {
        Path archive = folder.resolve("set.tar.gz");
        try (OutputStream out = Files.newOutputStream(archive);
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(new GZIPOutputStream(out))) {
            for (String id : ids) {
                byte[] bytes = rows(id).getBytes(StandardCharsets.US_ASCII);
                TarArchiveEntry entry = new TarArchiveEntry("set/" + id + ".txt");
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }

    @Test
    void aFolderIsReadByNameWithoutItsOutcomes() throws IOException {
        Files.writeString(folder.resolve("12.txt"), rows("12"));
        Files.writeString(folder.resolve("11.txt"), rows("11"));
        Files.writeString(folder.resolve("Outcomes-a.txt"), "RecordID,In-hospital_death\n11,0\n");
        assertThat(ids(folder)).containsExactly("11", "12");
    }

    @Test
    void anArchiveIsReadInItsOwnOrder() throws IOException {
        assertThat(ids(archive("12", "11"))).containsExactly("12", "11");
    }

    @Test
    void aMissingEmptyOrBrokenSourceSaysWhichItIs() throws IOException {
        assertThatThrownBy(() -> ids(folder.resolve("nowhere")))
                .isInstanceOf(UnreadableStays.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> ids(folder)).hasMessageContaining("No .txt files");
        Path broken = archive("11", "12");
        byte[] whole = Files.readAllBytes(broken);
        Files.write(broken, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> ids(broken)).isInstanceOf(UnreadableStays.class);
        Files.writeString(broken, "this is no archive");
        assertThatThrownBy(() -> ids(broken)).isInstanceOf(UnreadableStays.class);
    }

    @Test
    void outcomesKeepMinusOneAsMissing() throws IOException {
        Path file = folder.resolve("Outcomes.txt");
        Files.writeString(
                file,
                "RecordID,SAPS-I,SOFA,Length_of_stay,Survival,In-hospital_death\n1,6,-1,5,-1,0\n2,-1,8,8,3,1\n");
        Map<StayId, Outcome> outcomes = Outcomes.read(List.of(file));
        assertThat(outcomes.values())
                .containsExactly(
                        new Outcome(new StayId("1"), OptionalInt.of(6), OptionalInt.empty(), false),
                        new Outcome(new StayId("2"), OptionalInt.empty(), OptionalInt.of(8), true));
    }

    @Test
    void aLabelThatCannotBeReadIsNeverGuessed() throws IOException {
        Path file = folder.resolve("Outcomes.txt");
        Files.writeString(file, "RecordID,In-hospital_death\n1,0\n2,-1\n");
        assertThatThrownBy(() -> Outcomes.read(List.of(file)))
                .isInstanceOf(UnreadableStays.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void setAHoldsFourThousandStaysAnd554Deaths() {
        Path data =
                Path.of(System.getProperty("tsunagu.root")).resolve("../shared/data/physionet2012");
        Assumptions.assumeTrue(
                Files.exists(data), "not proved here: the Challenge's set A is absent");
        int[] counted = new int[3];
        new StaySource(data.resolve("set-a.tar.gz"))
                .forEach(
                        read -> {
                            counted[0]++;
                            counted[1] += read.oddities().size();
                            counted[2] +=
                                    read.stay().observations().stream()
                                                    .allMatch(
                                                            o ->
                                                                    o.variable() == Variable.WEIGHT
                                                                            && o.minute() == 0)
                                            ? 1
                                            : 0;
                        });
        assertThat(counted).containsExactly(4_000, 0, 3);
        Map<StayId, Outcome> outcomes = Outcomes.read(List.of(data.resolve("Outcomes-a.txt")));
        assertThat(outcomes).hasSize(4_000);
        assertThat(outcomes.values().stream().filter(Outcome::diedInHospital)).hasSize(554);
    }
}

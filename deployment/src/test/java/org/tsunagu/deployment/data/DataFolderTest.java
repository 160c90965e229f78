// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir Path temp;

    @Test
    void aNewFolderHasTheVersionOfThisProgram() throws IOException {
        Path root = temp.resolve("data");
        DataFolder.open(root, _ -> {}).close();
        assertThat(root.resolve("data-version")).hasContent(DataFolder.VERSION + "\n");
    }

    @Test
    void aFolderOfVersion1IsMovedForwardAndKeepsItsBedNames() throws IOException {
        Files.writeString(temp.resolve("data-version"), "1\n");
        Files.writeString(temp.resolve("bed-names.tsv"), "{\"ICU-1\":\"kept\"}");
        List<String> said = new ArrayList<>();
        DataFolder.open(temp, said::add).close();
        assertThat(temp.resolve("gateway/bed-names.tsv")).hasContent("{\"ICU-1\":\"kept\"}");
        assertThat(temp.resolve("bed-names.tsv")).doesNotExist();
        assertThat(temp.resolve("data-version")).hasContent("2\n");
        assertThat(said).singleElement().asString().contains("bed names move");
    }

    @Test
    void aMigrationThatWasCutOffAfterItsWorkRunsAgainWithoutHarm() throws IOException {
        Files.writeString(temp.resolve("data-version"), "1\n");
        Files.createDirectories(temp.resolve("gateway"));
        Files.writeString(temp.resolve("gateway/bed-names.tsv"), "{}");
        DataFolder.open(temp, _ -> {}).close();
        assertThat(temp.resolve("gateway/bed-names.tsv")).hasContent("{}");
        assertThat(temp.resolve("data-version")).hasContent("2\n");
    }

    @Test
    void aMigrationThatFailsLeavesTheOldVersion() throws IOException {
        Files.writeString(temp.resolve("data-version"), "1\n");
        Migration broken =
                new Migration(
                        1,
                        "breaks",
                        _ -> {
                            throw new IOException("disk pulled out");
                        });
        assertThatThrownBy(() -> DataFolder.open(temp, _ -> {}, List.of(broken)))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("disk pulled out");
        assertThat(temp.resolve("data-version")).hasContent("1\n");
    }

    @Test
    void aFolderOfANewerProgramIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(temp.resolve("data-version"), "99\n");
        assertThatThrownBy(() -> DataFolder.open(temp, _ -> {}))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("newer Tsunagu");
        assertThat(temp.resolve("data-version")).hasContent("99\n");
    }

    @Test
    void someOtherFolderIsNotTakenForADataFolder() throws IOException {
        Files.writeString(temp.resolve("thesis.txt"), "do not touch");
        assertThatThrownBy(() -> DataFolder.open(temp, _ -> {}))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("no data folder");
    }

    @Test
    void aSiteFileMayLieThereBeforeTheFirstStart() throws IOException {
        Files.writeString(temp.resolve("site.yaml"), "timeZone: Asia/Tokyo\n");
        DataFolder.open(temp, _ -> {}).close();
        assertThat(temp.resolve("data-version")).exists();
    }

    @Test
    void aFolderHasOneOwner() {
        try (DataFolder _ = DataFolder.open(temp.resolve("data"), _ -> {})) {
            assertThatThrownBy(() -> DataFolder.open(temp.resolve("data"), _ -> {}))
                    .isInstanceOf(DataFolderException.class)
                    .hasMessageContaining("in use by another Tsunagu");
        }
        DataFolder.open(temp.resolve("data"), _ -> {}).close();
    }

    @Test
    void aReadyFileSaysWhatWasWrittenAndOnlyToItsOwner() throws IOException {
        Path file = temp.resolve("ready.json");
        var ready =
                new ReadyFile(
                        "http://127.0.0.1:1",
                        2,
                        3,
                        4,
                        "s",
                        "d",
                        java.util.Map.of("nurse", "http://x/y"));
        ready.write(file);
        assertThat(ReadyFile.read(file)).isEqualTo(ready);
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void withoutAReadyFileTheMessageSaysWhatToDo() {
        assertThatThrownBy(() -> ReadyFile.read(temp.resolve("ready.json")))
                .isInstanceOf(DataFolderException.class)
                .hasMessageContaining("./tsunagu up");
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SeverityCommandTest {
    private static final int TEN_MEGABYTES = 10_000_000;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir Path folder;
    private Path stays;

    @BeforeEach
    void emptyWard() throws Exception {
        stays = Files.createDirectory(folder.resolve("stays"));
    }

    private int run(String... arguments) {
        CommandLine commandLine = Tsunagu.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private void stay(String id, String... rows) throws Exception {
        List<String> lines = new ArrayList<>(List.of("Time,Parameter,Value"));
        lines.add("00:00,RecordID," + id);
        lines.addAll(List.of(rows));
        Files.write(stays.resolve(id + ".txt"), lines);
    }

    private List<String> scored(String hours) throws Exception {
        Path file = folder.resolve("out/scores.csv");
        int code =
                run(
                        "severity",
                        "score",
                        "--records",
                        stays.toString(),
                        "--at",
                        hours,
                        "--out",
                        file.toString());
        assertThat(code).as(err.toString()).isZero();
        return Files.readAllLines(file);
    }

    private static void assertRisks(List<String> rows) {
        assertThat(rows.getFirst()).isEqualTo("RecordID,hour,risk,positive");
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",");
            assertThat(cells).as(row).hasSize(4);
            assertThat(Double.parseDouble(cells[2])).as(row).isStrictlyBetween(0.0, 1.0);
            assertThat(cells[3]).as(row).isIn("0", "1");
        }
    }

    @Test
    void everyStayAndHourHasARowHoweverBadTheFile() throws Exception {
        stay("1", "00:07,HR,73", "01:00,Lactate,2.1", "47:59,MAP,66", "48:00,HR,91");
        stay("2");
        stay("3", "00:00,Age,54", "00:00,Gender,-1", "00:00,ICUType,4", "00:00,Height,-1");
        stay("4", "12:00,HR,80", "03:00,HR,85", "03:00,HR,85", "03:00,HR,85");
        stay("5", "01:00,,4", "02:00,pH,735", "02:30,HR,0", "03:00,Temp,-17.8", "x:y,HR,1e999");
        stay("6", "00:30,HR,NaN", "00:31,HR,Infinity", "nothing", ",,,,", "99:99:99,HR,4");
        byte[] garbage = new byte[200_000];
        new Random(4).nextBytes(garbage);
        Files.write(stays.resolve("7.txt"), garbage);
        Files.writeString(stays.resolve("8.txt"), "");
        List<String> rows = scored("6,12,48");
        assertThat(rows).hasSize(1 + 8 * 3);
        assertRisks(rows);
        assertThat(rows.get(1)).startsWith("1,6,");
        assertThat(rows.get(3)).startsWith("1,48,");
        assertThat(err.toString()).contains("empty parameter", "stays without any value");
    }

    @Test
    void tenMegabytesOfOneVariableAreAStayLikeAnother() throws Exception {
        StringBuilder rows = new StringBuilder("Time,Parameter,Value\n00:00,RecordID,9\n");
        for (int i = 0; rows.length() < TEN_MEGABYTES; i++) {
            rows.append("0").append(i % 10).append(":").append(10 + i % 50).append(",HR,7");
            rows.append(i % 10).append('\n');
        }
        Files.writeString(stays.resolve("9.txt"), rows);
        List<String> scores = scored("48");
        assertThat(scores).hasSize(2);
        assertRisks(scores);
    }

    @Test
    void whatWasLearnedLaterDoesNotChangeAnEarlierHour() throws Exception {
        stay("1", "01:00,HR,80", "20:00,Lactate,12", "20:00,GCS,3");
        List<String> later = scored("12,24");
        stay("1", "01:00,HR,80");
        List<String> never = scored("12,24");
        assertThat(later.get(1)).isEqualTo(never.get(1));
        assertThat(later.get(2)).isNotEqualTo(never.get(2));
    }

    @Test
    void mistakesOfUseSayWhatToDo() {
        String nowhere = folder.resolve("nowhere").toString();
        String file = folder.resolve("s.csv").toString();
        assertThat(run("severity", "score", "--records", nowhere, "--out", file)).isEqualTo(1);
        assertThat(err.toString())
                .contains("There is no folder or archive")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("s.csv")).doesNotExist();
        String here = stays.toString();
        assertThat(run("severity", "score", "--records", here, "--at", "-3", "--out", file))
                .isEqualTo(2);
        assertThat(run("severity", "score", "--records", here, "--at", "six", "--out", file))
                .isEqualTo(2);
        assertThat(run("severity", "score")).isEqualTo(2);
        assertThat(run("severity", "score", "--records", here, "--out", file, "--model", nowhere))
                .isEqualTo(1);
        assertThat(err.toString()).contains("severity train");
    }

    @Test
    void evaluationNeedsOutcomesAndPrintsEveryTable() throws Exception {
        List<String> outcomes =
                new ArrayList<>(
                        List.of("RecordID,SAPS-I,SOFA,Length_of_stay,Survival,In-hospital_death"));
        for (int i = 1; i <= 60; i++) {
            boolean sick = i % 3 == 0;
            stay(
                    "" + i,
                    "00:00,Age," + (sick ? 80 : 50 + i % 9),
                    "15:00,GCS," + (sick ? 4 : 15),
                    "30:00,Lactate," + (sick ? 6 + i % 4 : 1) + ".2",
                    "40:00,GCS," + (sick ? 4 : 15),
                    "40:00,HR," + (60 + i));
            outcomes.add(i + "," + (sick ? 20 : 10) + ",-1,9,-1," + (i % 6 == 0 ? 1 : 0));
        }
        Path file = Files.write(folder.resolve("Outcomes.txt"), outcomes);
        Path json = folder.resolve("json/figures.json");
        int code =
                run(
                        "severity",
                        "evaluate",
                        "--data",
                        stays.toString(),
                        "--outcomes",
                        file.toString(),
                        "--at",
                        "24,48",
                        "--rounds",
                        "10",
                        "--json",
                        json.toString(),
                        "--plots",
                        folder.resolve("plots").toString());
        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("60 stays, 10 deaths", "AUROC", "Event 2", "SAPS-I, recorded", "NEWS2")
                .contains("Decision curve", "Subgroups", "top 100", "per bed and day")
                .doesNotContain("NaN");
        assertThat(Files.readString(json)).contains("\"auroc\"", "\"machine\"");
        assertThat(folder.resolve("plots/model-auroc.svg")).exists();
        Files.write(
                folder.resolve("Outcomes.txt"), List.of("RecordID,In-hospital_death", "1,maybe"));
        assertThat(
                        run(
                                "severity",
                                "evaluate",
                                "--data",
                                stays.toString(),
                                "--outcomes",
                                file.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("line 2");
    }
}

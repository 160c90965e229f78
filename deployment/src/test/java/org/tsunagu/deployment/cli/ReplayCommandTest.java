// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = Tsunagu.commandLine();
        commandLine.setOut(new PrintWriter(new StringWriter(), true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void whatAStayCannotBeToldIsWrongUsageInPlainWords(@TempDir Path temp) throws Exception {
        String ready = temp.resolve("ready.json").toString();
        Files.writeString(
                Path.of(ready),
                "{\"http\":\"http://127.0.0.1:1\",\"mllp\":1,\"device\":1,\"serviceToken\":\"s\","
                        + "\"deviceToken\":\"d\",\"links\":{}}");
        Path stay = temp.resolve("1.txt");
        Files.writeString(stay, "Time,Parameter,Value\n00:00,RecordID,1\n");
        String path = stay.toString();
        Path none = Files.createDirectory(temp.resolve("none"));
        assertThat(run("replay", path, "--via", "device", "--ready-file", ready)).isEqualTo(2);
        assertThat(run("replay", path, "--admitted", "noon", "--ready-file", ready)).isEqualTo(2);
        assertThat(run("replay", path, "--loop", "--ready-file", ready)).isEqualTo(2);
        assertThat(run("replay", none.toString(), "--ready-file", ready)).isEqualTo(2);
        assertThat(run("replay", "no-such-record")).isEqualTo(2);
        assertThat(err.toString())
                .contains("it goes by --via mllp")
                .contains("'noon' is no RFC 3339 time")
                .contains("--loop, --drift-ppm and --clock-offset are for recordings")
                .contains("no stay in ")
                .contains("--bed=<bed>")
                .doesNotContain("\tat ");
    }
}

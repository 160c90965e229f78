// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = Tsunagu.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "replay", "link", "bench", "audit", "severity"})
    void everyCommandOfTheLauncherIsThereAndExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).contains("./tsunagu " + command);
    }

    @Test
    void wrongUsageIsExitCode2() {
        assertThat(run("up", "--beds", "minus one")).isEqualTo(2);
        assertThat(run("up", "--beds", "99999")).isEqualTo(2);
        assertThat(run("up", "--tls-cert", "only-one.pem")).isEqualTo(2);
        assertThat(run("replay")).isEqualTo(2);
        assertThat(run("link", "surgeon")).isEqualTo(2);
        assertThat(run("fly")).isEqualTo(2);
    }

    @Test
    void withoutARunningPlatformTheMessageSaysWhatToDo(@TempDir Path temp) {
        String nowhere = temp.resolve("ready.json").toString();
        assertThat(run("link", "nurse", "--ready-file", nowhere)).isEqualTo(1);
        assertThat(run("replay", "x", "--bed", "ICU-1", "--ready-file", nowhere)).isEqualTo(1);
        assertThat(err.toString()).contains("./tsunagu up").doesNotContain("\tat ");
    }

    @Test
    void aSiteFileWithMistakesStopsTheStartAndNamesThem(@TempDir Path temp) throws Exception {
        Path site = temp.resolve("site.yaml");
        Files.writeString(site, "colour: red\n");
        int code =
                run(
                        "up",
                        "--data",
                        temp.resolve("data").toString(),
                        "--config",
                        site.toString(),
                        "--http-port",
                        "0",
                        "--mllp-port",
                        "0",
                        "--device-port",
                        "0");
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("colour: is no key here");
    }

    @Test
    void anAuditThatIsNotThereIsSaidSo(@TempDir Path temp) {
        assertThat(run("audit", "verify", "--data", temp.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no audit in");
    }

    @Test
    void lengthsOfTimeAreReadAsPeopleTypeThem() {
        assertThat(Spans.parse("24m11s", "s")).isEqualTo(Duration.ofSeconds(1_451));
        assertThat(Spans.parse("-90", "s")).isEqualTo(Duration.ofSeconds(-90));
        assertThat(Spans.parse("250", "ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(Spans.parse("+1.5h", "s")).isEqualTo(Duration.ofMinutes(90));
        for (String odd : new String[] {"", "-", "soon", "5 minutes", "1s2"}) {
            assertThatThrownBy(() -> Spans.parse(odd, "s"))
                    .as(odd)
                    .isInstanceOf(TypeConversionException.class);
        }
    }
}

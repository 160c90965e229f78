// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Prose rots; this holds every path, test and command that a document names to what exists.
class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern PATH =
            Pattern.compile("[\\w.-]+(/[\\w.-]+)+\\.(java|md|ts|tsx|sh|json|yaml|tsv|xml|hex|png)");
    private static final Pattern TEST_CLASS = Pattern.compile("[A-Z]\\w+(Test|IT)");
    private static final Pattern COMMAND = Pattern.compile("\\./tsunagu ([a-z]+)");
    /// What a running platform writes: a fresh clone has none of it.
    private static final String DATA_FOLDER = ".tsunagu/";

    private static final Set<String> COMMANDS =
            Set.of("up", "test", "replay", "link", "bench", "audit", "doctor", "severity");

    private static List<Path> documents() {
        return Sources.endingWith(".md").stream().toList();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> dead = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Sources.read(document));
            while (link.find()) {
                String target = link.group(1).strip();
                if (!target.contains("://")
                        && !target.startsWith("mailto:")
                        && !Files.exists(document.getParent().resolve(target))) {
                    dead.add(Sources.nameOf(document) + " → " + target);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyNamedPathExists() {
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            Matcher code = CODE.matcher(Sources.read(document));
            while (code.find()) {
                String text = code.group(1);
                if (PATH.matcher(text).matches()
                        && !text.startsWith("../shared")
                        && !text.startsWith(DATA_FOLDER)
                        && !Files.exists(Sources.ROOT.resolve(text))
                        && !Files.exists(document.getParent().resolve(text))) {
                    missing.add(Sources.nameOf(document) + " → " + text);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyNamedTestExists() {
        Set<String> tests =
                Sources.endingWith("Test.java", "IT.java").stream()
                        .map(file -> file.getFileName().toString().replace(".java", ""))
                        .collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            Matcher code = CODE.matcher(Sources.read(document));
            while (code.find()) {
                String text = code.group(1);
                if (TEST_CLASS.matcher(text).matches() && !tests.contains(text)) {
                    missing.add(Sources.nameOf(document) + " → " + text);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyNamedCommandExists() {
        List<String> unknown = new ArrayList<>();
        for (Path document : documents()) {
            Matcher command = COMMAND.matcher(Sources.read(document));
            while (command.find()) {
                if (!COMMANDS.contains(command.group(1))) {
                    unknown.add(Sources.nameOf(document) + " → " + command.group());
                }
            }
        }
        assertThat(unknown).isEmpty();
        String launcher = Sources.read(Sources.ROOT.resolve("tsunagu"));
        assertThat(COMMANDS).allSatisfy(command -> assertThat(launcher).contains(command));
    }

    @Test
    void documentsSpeakOfTheProjectAlone() {
        Pattern elsewhere = Pattern.compile("(^|[\\s`(\"'])/(work|root|tmp|home)/");
        assertThat(
                        documents().stream()
                                .filter(file -> elsewhere.matcher(Sources.read(file)).find())
                                .map(Sources::nameOf))
                .isEmpty();
    }
}

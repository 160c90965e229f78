// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The figures the code is held to.
class TidyTest {
    private static final int LONGEST_FILE = 500;
    private static final int MEDIAN_FILE = 80;
    private static final int P90_FILE = 250;
    private static final Pattern EMPTY_NAME =
            Pattern.compile("(Impl|Utils?|Helper|Manager)\\.java$|/Abstract[A-Z]\\w*\\.java$");
    private static final Pattern EMPTY_PACKAGE =
            Pattern.compile("/src/(main|test)/java/.*/(common|core|util|utils|misc)/");
    private static final Pattern LEFT_OPEN =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b(?!\\(#\\d+\\))");
    private static final Pattern SLEEP =
            Pattern.compile("Thread\\s*\\.\\s*sl" + "eep|TimeUnit\\.\\w+\\.sl" + "eep");
    private static final Pattern SWITCHED_OFF =
            Pattern.compile("@Dis" + "abled|assumeTrue\\(fal" + "se");

    private static List<Path> java() {
        return Sources.endingWith(".java");
    }

    private static List<Path> main() {
        return java().stream().filter(file -> file.toString().contains("/src/main/")).toList();
    }

    private static List<Path> tests() {
        return java().stream().filter(file -> file.toString().contains("/src/test/")).toList();
    }

    private static List<String> offenders(List<Path> files, Predicate<String> badText) {
        return files.stream()
                .filter(file -> badText.test(Sources.read(file)))
                .map(Sources::nameOf)
                .toList();
    }

    private static long lines(Path file) {
        return Sources.read(file).lines().count();
    }

    @Test
    void noFileIsAGiant() {
        assertThat(
                        Sources.endingWith(".java", ".ts", ".tsx").stream()
                                .filter(file -> lines(file) > LONGEST_FILE)
                                .map(file -> Sources.nameOf(file) + ": " + lines(file)))
                .isEmpty();
    }

    @Test
    void mostFilesAreShort() {
        List<Long> sizes =
                main().stream()
                        .filter(file -> !file.endsWith("package-info.java"))
                        .map(TidyTest::lines)
                        .sorted()
                        .toList();
        assertThat(sizes.get(sizes.size() / 2))
                .as("median lines of a file")
                .isLessThanOrEqualTo(MEDIAN_FILE);
        assertThat(sizes.get(sizes.size() * 9 / 10))
                .as("p90 lines of a file")
                .isLessThanOrEqualTo(P90_FILE);
    }

    @Test
    void namesSaySomething() {
        assertThat(
                        java().stream()
                                .map(Path::toString)
                                .filter(name -> EMPTY_NAME.matcher(name).find()))
                .isEmpty();
        assertThat(
                        java().stream()
                                .map(Path::toString)
                                .filter(name -> EMPTY_PACKAGE.matcher(name).find()))
                .isEmpty();
    }

    @Test
    void everySourceFileNamesItsLicence() {
        assertThat(
                        offenders(
                                Sources.endingWith(".java", ".ts", ".tsx"),
                                text -> !text.startsWith("// SPDX-License-Identifier: Apache-2.0")))
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIs() {
        List<String> bare = new ArrayList<>();
        main().stream()
                .map(Path::getParent)
                .distinct()
                .forEach(
                        folder -> {
                            Path info = folder.resolve("package-info.java");
                            if (!Files.exists(info)
                                    || !Sources.read(info).contains("@NullMarked")
                                    || !Sources.read(info).contains("/// ")) {
                                bare.add(Sources.nameOf(folder));
                            }
                        });
        assertThat(bare).isEmpty();
    }

    @Test
    void testsNeverSleepAndAreNeverSwitchedOff() {
        assertThat(offenders(tests(), text -> SLEEP.matcher(text).find())).isEmpty();
        assertThat(offenders(tests(), text -> SWITCHED_OFF.matcher(text).find())).isEmpty();
    }

    @Test
    void nothingIsLeftOpenWithoutAnIssue() {
        assertThat(
                        offenders(
                                Sources.endingWith(".java", ".ts", ".tsx"),
                                text -> LEFT_OPEN.matcher(text).find()))
                .isEmpty();
    }
}

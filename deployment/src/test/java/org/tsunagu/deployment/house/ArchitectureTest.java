// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows between modules and the absence of package cycles, as ARCHITECTURE.md draws them.
@AnalyzeClasses(packages = "org.tsunagu", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MODEL = "org.tsunagu.telemetry..";
    private static final String JOURNAL = "org.tsunagu.journal..";
    private static final String GATEWAY = "org.tsunagu.gateway..";
    private static final String STORE = "org.tsunagu.store..";
    private static final String CENTER = "org.tsunagu.center..";
    private static final String SIMULATOR = "org.tsunagu.simulator..";
    private static final String SEVERITY = "org.tsunagu.severity..";
    private static final String SEVERITY_CODES = "org.tsunagu.severity.code..";
    private static final String SEVERITY_LIVE = "org.tsunagu.severity.live..";
    private static final String VIDEO = "org.tsunagu.video..";
    private static final String VIDEO_BRIDGE = "org.tsunagu.video.bridge..";
    private static final String DEPLOYMENT = "org.tsunagu.deployment..";

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.tsunagu.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theModelIsALeaf =
            noClasses()
                    .that()
                    .resideInAPackage(MODEL)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            JOURNAL,
                            GATEWAY,
                            STORE,
                            CENTER,
                            SIMULATOR,
                            DEPLOYMENT,
                            "io.vertx..",
                            "org.apache.kafka..",
                            "java.sql..",
                            "java.net..");

    @ArchTest
    static final ArchRule theJournalKnowsOnlyTheModel =
            noClasses()
                    .that()
                    .resideInAPackage(JOURNAL)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(GATEWAY, STORE, CENTER, SIMULATOR, DEPLOYMENT);

    @ArchTest
    static final ArchRule theGatewayKnowsOnlyModelAndJournal =
            noClasses()
                    .that()
                    .resideInAPackage(GATEWAY)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            STORE,
                            CENTER,
                            SIMULATOR,
                            DEPLOYMENT,
                            "org.apache.kafka..",
                            "java.sql..");

    @ArchTest
    static final ArchRule theStoreKnowsOnlyModelAndJournal =
            noClasses()
                    .that()
                    .resideInAPackage(STORE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(GATEWAY, CENTER, SIMULATOR, DEPLOYMENT);

    @ArchTest
    static final ArchRule theCenterNeverSeesGatewayOrSimulators =
            noClasses()
                    .that()
                    .resideInAPackage(CENTER)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            GATEWAY, SIMULATOR, DEPLOYMENT, "org.apache.kafka..", "java.sql..");

    @ArchTest
    static final ArchRule theCenterKnowsOnlyCodesAndLimitsOfSeverity =
            noClasses()
                    .that()
                    .resideInAPackage(CENTER)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(SEVERITY)
                                    .and(
                                            resideOutsideOfPackages(
                                                    SEVERITY_CODES,
                                                    "org.tsunagu.severity.stay",
                                                    "org.tsunagu.severity.published")));

    @ArchTest
    static final ArchRule theCenterKnowsOfVideoOnlyWhatEveryBridgeDoes =
            noClasses()
                    .that()
                    .resideInAPackage(CENTER)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(VIDEO).and(resideOutsideOfPackages(VIDEO_BRIDGE)));

    @ArchTest
    static final ArchRule videoKnowsOnlyTheTimeAxis =
            noClasses()
                    .that()
                    .resideInAPackage(VIDEO)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("org.tsunagu..")
                                    .and(
                                            resideOutsideOfPackages(
                                                    VIDEO, "org.tsunagu.telemetry.axis")));

    @ArchTest
    static final ArchRule whatPacketsSayIsReadWithoutThreadsOrSockets =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "org.tsunagu.video.rtp..",
                            "org.tsunagu.video.rtcp..",
                            "org.tsunagu.video.sdp..",
                            "org.tsunagu.video.stun..",
                            "org.tsunagu.video.srtp..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.netty..", "io.vertx..", "org.tsunagu.video.embedded..");

    @ArchTest
    static final ArchRule severityKnowsOnlyModelAndJournal =
            noClasses()
                    .that()
                    .resideInAPackage(SEVERITY)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            GATEWAY,
                            STORE,
                            CENTER,
                            SIMULATOR,
                            DEPLOYMENT,
                            "org.apache.kafka..",
                            "java.sql..");

    @ArchTest
    static final ArchRule theCoreOfSeverityKnowsNothingOfOurs =
            noClasses()
                    .that()
                    .resideInAPackage(SEVERITY)
                    .and()
                    .resideOutsideOfPackages(SEVERITY_CODES, SEVERITY_LIVE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            MODEL, JOURNAL, SEVERITY_CODES, SEVERITY_LIVE, "io.vertx..");

    @ArchTest
    static final ArchRule onlyTrainingTouchesTheTeachers =
            noClasses()
                    .that()
                    .resideInAPackage(SEVERITY)
                    .and()
                    .resideOutsideOfPackage("org.tsunagu.severity.train..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.nd4j..",
                            "org.deeplearning4j..",
                            "io.github.metarank..",
                            "com.microsoft..");

    @ArchTest
    static final ArchRule simulatorsWriteTheProtocolsThemselves =
            noClasses()
                    .that()
                    .resideInAPackage(SIMULATOR)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            GATEWAY,
                            JOURNAL,
                            STORE,
                            CENTER,
                            VIDEO,
                            DEPLOYMENT,
                            "org.tsunagu.telemetry.wire..");

    @ArchTest
    static final ArchRule onlyTheSimulatorsMayUseTheFlacDecoder =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(SIMULATOR)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.jflac..");
}

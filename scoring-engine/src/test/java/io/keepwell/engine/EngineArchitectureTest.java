package io.keepwell.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;

/** The heart is plain: no framework, no input or output, no clock and no chance of its own. */
@AnalyzeClasses(
        packages = "io.keepwell.engine",
        importOptions = ImportOption.DoNotIncludeTests.class)
class EngineArchitectureTest {

    @ArchTest
    static final ArchRule THE_HEART_KNOWS_NO_FRAMEWORK =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java.lang..",
                            "java.math..",
                            "java.nio.charset..",
                            "java.io", // Serial only, see below
                            "java.time..",
                            "java.util",
                            "java.util.function..",
                            "java.util.stream..",
                            "io.keepwell.engine..",
                            "io.keepwell.policy..",
                            "io.keepwell.model..",
                            "org.apache.commons.codec.digest..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule THE_HEART_READS_AND_WRITES_NOTHING =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching("java\\.io\\.(File|.*Stream|.*Reader|.*Writer).*");

    @ArchTest
    static final ArchRule TIME_AND_CHANCE_ARE_ARGUMENTS =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(InstantSource.class, "system")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID");
}

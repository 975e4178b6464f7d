package io.keepwell.init;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

@AnalyzeClasses(packages = "io.keepwell.init", importOptions = ImportOption.DoNotIncludeTests.class)
class InitArchitectureTest {

    @ArchTest
    static final ArchRule NOTHING_OF_TESTS_OR_FRAMEWORKS =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.keepwell.infra..", "io.quarkus..", "jakarta..");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_KNOWS_THE_COMMAND_LINE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.keepwell.init.cli")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("picocli..", "io.keepwell.init.cli");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.keepwell.init.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TIME_AND_IDS_ARE_ARGUMENTS =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(Initialiser.class.getName())
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(InstantSource.class, "system")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID");
}

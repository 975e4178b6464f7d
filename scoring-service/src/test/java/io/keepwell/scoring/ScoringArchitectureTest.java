package io.keepwell.scoring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

@AnalyzeClasses(
        packages = "io.keepwell.scoring",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ScoringArchitectureTest {

    @ArchTest
    static final ArchRule LAYERS_POINT_INWARD =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("domain")
                    .definedBy("..scoring.domain..")
                    .layer("application")
                    .definedBy("..scoring.application..")
                    .layer("adapter")
                    .definedBy("..scoring.adapter..")
                    .whereLayer("adapter")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("application")
                    .mayOnlyBeAccessedByLayers("adapter");

    /** Beside the words in which it describes what readers see. */
    @ArchTest
    static final ArchRule APPLICATION_IS_PLAIN_JAVA =
            classes()
                    .that()
                    .resideInAPackage("..scoring.application..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "io.keepwell.model..",
                            "io.keepwell.policy..",
                            "io.keepwell.engine..",
                            "io.keepwell.runtime.paging",
                            "io.keepwell.runtime.security",
                            "io.keepwell.scoring.domain..",
                            "io.keepwell.scoring.application..",
                            "io.smallrye.mutiny..",
                            "com.fasterxml.jackson.annotation..",
                            "org.eclipse.microprofile.openapi.annotations..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule REST_KNOWS_NEITHER_KAFKA_NOR_TABLES =
            noClasses()
                    .that()
                    .resideInAPackage("..scoring.adapter.rest..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..scoring.adapter.kafka..",
                            "..scoring.adapter.postgres..",
                            "org.apache.kafka..",
                            "io.vertx.mutiny.sqlclient..");

    @ArchTest
    static final ArchRule TIME_AND_IDS_ARE_ARGUMENTS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.keepwell.scoring.adapter")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID");
}

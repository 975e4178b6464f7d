package io.keepwell.alerting;

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
        packages = "io.keepwell.alerting",
        importOptions = ImportOption.DoNotIncludeTests.class)
class AlertingArchitectureTest {

    @ArchTest
    static final ArchRule LAYERS_POINT_INWARD =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("domain")
                    .definedBy("..alerting.domain..")
                    .layer("application")
                    .definedBy("..alerting.application..")
                    .layer("adapter")
                    .definedBy("..alerting.adapter..")
                    .whereLayer("adapter")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("application")
                    .mayOnlyBeAccessedByLayers("adapter");

    /** Beside the words in which it describes what readers see. */
    @ArchTest
    static final ArchRule APPLICATION_IS_PLAIN_JAVA =
            classes()
                    .that()
                    .resideInAPackage("..alerting.application..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "io.keepwell.model..",
                            "io.keepwell.policy..",
                            "io.keepwell.runtime.ledger..",
                            "io.keepwell.runtime.paging..",
                            "io.keepwell.runtime.security..",
                            "io.keepwell.alerting.domain..",
                            "io.keepwell.alerting.application..",
                            "io.smallrye.mutiny..",
                            "com.fasterxml.jackson.annotation..",
                            "org.eclipse.microprofile.openapi.annotations..",
                            "org.slf4j..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule REST_KNOWS_NEITHER_KAFKA_NOR_TABLES =
            noClasses()
                    .that()
                    .resideInAPackage("..alerting.adapter.rest..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..alerting.adapter.kafka..",
                            "..alerting.adapter.postgres..",
                            "org.apache.kafka..",
                            "org.hibernate..");

    @ArchTest
    static final ArchRule TIME_AND_IDS_ARE_ARGUMENTS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.keepwell.alerting.adapter")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID");
}

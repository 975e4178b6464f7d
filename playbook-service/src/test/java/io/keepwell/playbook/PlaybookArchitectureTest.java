package io.keepwell.playbook;

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
        packages = "io.keepwell.playbook",
        importOptions = ImportOption.DoNotIncludeTests.class)
class PlaybookArchitectureTest {

    @ArchTest
    static final ArchRule LAYERS_POINT_INWARD =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("domain")
                    .definedBy("..playbook.domain..")
                    .layer("application")
                    .definedBy("..playbook.application..")
                    .layer("adapter")
                    .definedBy("..playbook.adapter..")
                    .whereLayer("adapter")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("application")
                    .mayOnlyBeAccessedByLayers("adapter");

    /** Beside the words in which it describes what readers see. */
    @ArchTest
    static final ArchRule APPLICATION_IS_PLAIN_JAVA =
            classes()
                    .that()
                    .resideInAPackage("..playbook.application..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "io.keepwell.model..",
                            "io.keepwell.policy..",
                            "io.keepwell.runtime.ledger..",
                            "io.keepwell.runtime.paging..",
                            "io.keepwell.runtime.security..",
                            "io.keepwell.playbook.domain..",
                            "io.keepwell.playbook.application..",
                            "io.smallrye.mutiny..",
                            "com.fasterxml.jackson.annotation..",
                            "org.eclipse.microprofile.openapi.annotations..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule REST_KNOWS_NEITHER_KAFKA_NOR_TABLES =
            noClasses()
                    .that()
                    .resideInAPackage("..playbook.adapter.rest..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..playbook.adapter.kafka..",
                            "..playbook.adapter.postgres..",
                            "org.apache.kafka..",
                            "org.hibernate..");

    @ArchTest
    static final ArchRule TIME_AND_IDS_ARE_ARGUMENTS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.keepwell.playbook.adapter")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID");
}

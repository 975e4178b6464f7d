package io.keepwell.ingest;

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
        packages = "io.keepwell.ingest",
        importOptions = ImportOption.DoNotIncludeTests.class)
class IngestArchitectureTest {

    @ArchTest
    static final ArchRule LAYERS_POINT_INWARD =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("domain")
                    .definedBy("..ingest.domain..")
                    .layer("application")
                    .definedBy("..ingest.application..")
                    .layer("adapter")
                    .definedBy("..ingest.adapter..")
                    .whereLayer("adapter")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("application")
                    .mayOnlyBeAccessedByLayers("adapter");

    @ArchTest
    static final ArchRule DOMAIN_AND_APPLICATION_ARE_PLAIN_JAVA =
            classes()
                    .that()
                    .resideInAnyPackage("..ingest.domain..", "..ingest.application..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "javax.crypto..",
                            "io.keepwell.model..",
                            "io.keepwell.ingest.domain..",
                            "io.keepwell.ingest.application..",
                            "io.keepwell.policy.expression..",
                            "io.keepwell.policy.mapping..",
                            "io.keepwell.policy.source..",
                            "io.keepwell.policy.webhook..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule REST_AND_KAFKA_DO_NOT_KNOW_EACH_OTHER =
            noClasses()
                    .that()
                    .resideInAPackage("..ingest.adapter.rest..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..ingest.adapter.kafka..", "org.apache.kafka..");

    @ArchTest
    static final ArchRule TIME_AND_IDS_ARE_ARGUMENTS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.keepwell.ingest.adapter")
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID");
}

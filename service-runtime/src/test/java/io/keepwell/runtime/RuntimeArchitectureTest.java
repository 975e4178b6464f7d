package io.keepwell.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.UUID;

/** What service-runtime is: plumbing, without a word of the business. */
@AnalyzeClasses(
        packages = "io.keepwell.runtime",
        importOptions = ImportOption.DoNotIncludeTests.class)
class RuntimeArchitectureTest {

    @ArchTest
    static final ArchRule PLUMBING_KNOWS_MESSAGES_BUT_NONE_OF_THEM =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            // Policies are read by every service in the same way.
                            "io.keepwell.runtime.policy..",
                            // An account turns red for all who react, in the same words.
                            "io.keepwell.runtime.rehearsal..",
                            // Who sees an account is told by the account's snapshot.
                            "io.keepwell.runtime.security..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.keepwell.model.alert..",
                            "io.keepwell.model.catalogue..",
                            "io.keepwell.model.event..",
                            "io.keepwell.model.health..",
                            "io.keepwell.model.play..",
                            "io.keepwell.model.policy..");

    /** Where nobody follows anything, none of it is loaded. */
    @ArchTest
    static final ArchRule ONE_PACKAGE_KNOWS_OPEN_TELEMETRY =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.keepwell.runtime.trace")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule TIME_AND_IDS_ARE_ARGUMENTS =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID");
}

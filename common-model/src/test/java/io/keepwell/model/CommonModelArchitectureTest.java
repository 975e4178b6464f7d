package io.keepwell.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.keepwell.model.message.Message;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** What common-model is: a contract, and nothing that only one side of it needs. */
@AnalyzeClasses(
        packages = "io.keepwell.model",
        importOptions = ImportOption.DoNotIncludeTests.class)
class CommonModelArchitectureTest {

    @ArchTest
    static final ArchRule CONTRACTS_KNOW_NO_FRAMEWORK =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "io.keepwell.model..",
                            "com.fasterxml.jackson..",
                            "io.cloudevents..",
                            "org.jspecify..");

    @ArchTest
    static final ArchRule CONTRACTS_TALK_TO_NOBODY =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.net.http..", "java.nio.file..", "java.sql..");

    @ArchTest
    static final ArchRule MESSAGES_ARE_RECORDS_WITH_A_VERSION =
            classes()
                    .that()
                    .implement(Message.class)
                    .and()
                    .areNotInterfaces()
                    .should()
                    .beRecords()
                    .andShould()
                    .haveNameMatching(".*V\\d+");

    @ArchTest
    static final ArchRule TIME_AND_IDS_ARE_ARGUMENTS =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule NO_CYCLES_WITH_THE_ROOT =
            noClasses()
                    .that()
                    .resideInAPackage("io.keepwell.model")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.keepwell.model.*..");
}

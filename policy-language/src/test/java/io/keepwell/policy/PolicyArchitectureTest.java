package io.keepwell.policy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.keepwell.model.alert.Severity;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.SourceName;

@AnalyzeClasses(
        packages = "io.keepwell.policy",
        importOptions = ImportOption.DoNotIncludeTests.class)
class PolicyArchitectureTest {

    @ArchTest
    static final ArchRule IT_IS_PLAIN_JAVA =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java.lang..",
                            "java.io..",
                            "java.math..",
                            "java.nio.charset..",
                            "java.nio.file..",
                            "java.security..",
                            "java.time..",
                            "java.util..",
                            "com.google.common.collect..",
                            "dev.cel..",
                            "io.keepwell.model..",
                            "io.keepwell.policy..",
                            "org.jspecify..",
                            "org.snakeyaml..");

    @ArchTest
    static final ArchRule ONLY_FILES_ARE_READ_AND_ONLY_THERE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.keepwell.policy.files..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.io..", "java.net..", "java.nio.file..", "java.nio.channels..");

    @ArchTest
    static final ArchRule IT_KNOWS_NO_MESSAGES =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "io.keepwell.model.alert..",
                                            "io.keepwell.model.event..",
                                            "io.keepwell.model.message..",
                                            "io.keepwell.model.play..")
                                    // A word that people write, and that messages repeat.
                                    .and(not(type(Severity.class)))
                                    // What tests of policies say that happened.
                                    .and(
                                            not(
                                                    belongToAnyOf(
                                                            AttributeValue.class,
                                                            Attributes.class,
                                                            SourceName.class))));

    @ArchTest
    static final ArchRule CEL_STAYS_BEHIND_EXPRESSIONS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.keepwell.policy.expression..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.google..", "dev.cel..");
}

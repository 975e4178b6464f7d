package io.keepwell.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.keepwell.engine.trial.Trial;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reading.PolicyTestsReader;
import io.keepwell.policy.trial.PolicyTest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The tests that lie beside the default and the profiles, as ./keepwell policy test runs them. */
class ShippedTestsTest {

    @TestFactory
    Stream<DynamicNode> shouldPass() {
        return Bundles.all().map(bundle -> dynamicContainer("" + bundle, tests(bundle)));
    }

    private static Stream<DynamicNode> tests(Path bundle) {
        PolicySet policies = Bundles.read(bundle);
        List<PolicyTest> tests = read(bundle, policies);
        assertThat(tests).as("tests of %s", bundle).isNotEmpty();
        var trial = new Trial(policies, EventCatalogue.standard());
        return tests.stream()
                .map(it ->
                        dynamicTest(
                                it.name(), () -> assertThat(trial.run(it).mismatches()).isEmpty()));
    }

    private static List<PolicyTest> read(Path bundle, PolicySet policies) {
        return switch (PolicyTestsReader.read(
                PolicyFiles.at(List.of(bundle)).tests(), policies, EventCatalogue.standard())) {
            case PolicyResult.Accepted<List<PolicyTest>>(var tests) -> tests;
            case PolicyResult.Refused<List<PolicyTest>>(var problems) -> fail("" + problems);
        };
    }
}

package io.keepwell.policy.reading;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.Attributes;
import io.keepwell.policy.Applied;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.trial.Expected;
import io.keepwell.policy.trial.Given;
import io.keepwell.policy.trial.PolicyTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads documents of kind PolicyTests, which say what the policies beside them are to make of
 * accounts. They are run, and never put in force.
 */
public final class PolicyTestsReader {

    /** The kind. */
    public static final String KIND = "PolicyTests";

    private static final Shape SUITE =
            Shape.ofDocument(
                    KIND,
                    "usage",
                    "now: 2026-06-15",
                    "tests: [{name: All is well, given: {scores: {usage: 90}}, expect: {status:"
                            + " green}}]");

    private static final Shape TEST =
            Shape.of(
                    "test",
                    "name: Usage that falls is told",
                    "account: {arr: 50000, seats: 20, renewalDate: {inDays: 200}}",
                    "given: {events: [{type: usage.session-started, daysAgo: 3}]}",
                    "expect: {status: red, raised: [usage-decline]}");

    private final EventCatalogue catalogue;
    private final PolicySet policies;
    private final Report report;

    private PolicyTestsReader(EventCatalogue catalogue, PolicySet policies, Report report) {
        this.catalogue = catalogue;
        this.policies = policies;
        this.report = report;
    }

    /**
     * Reads the tests of a folder.
     *
     * @param documents of this kind
     * @param policies what they are tests of: what they name must be there
     * @param catalogue the well-known event types and traits
     * @return the tests in the order of the documents, or all that is wrong with them
     */
    public static PolicyResult<List<PolicyTest>> read(
            List<PolicyDocument> documents, PolicySet policies, EventCatalogue catalogue) {
        var tests = new ArrayList<PolicyTest>();
        var problems = new ArrayList<PolicyProblem>();
        for (PolicyDocument document : documents) {
            var report = new Report(document.file());
            Optional<Sheet> sheet = Sheet.open(document, report);
            sheet.ifPresent(it ->
                    tests.addAll(new PolicyTestsReader(catalogue, policies, report).tests(it)));
            problems.addAll(report.all());
        }
        return problems.isEmpty()
                ? new PolicyResult.Accepted<>(List.copyOf(tests))
                : new PolicyResult.Refused<>(problems);
    }

    private List<PolicyTest> tests(Sheet sheet) {
        var document = new Fields(sheet.root(), SUITE, report);
        document.require("tests");
        document.description();
        Instant told = document.moment("now");
        Instant now = told == null ? PolicyTest.NOW : told;
        TestNames known = TestNames.of(policies);
        var names = new Ids("test", "Give one of the two another name, or remove it.");
        var tests = new ArrayList<PolicyTest>();
        for (Fields fields : Fields.all(document.list("tests"), TEST, report)) {
            fields.require("name", "given", "expect");
            String name = fields.text("name");
            names.add(name, fields.placeOf("name"), report);
            var events = new TestEventsReader(catalogue, now, report);
            Attributes account = events.account(fields);
            Given given = events.given(fields, known);
            List<Expected> expected = new ExpectedReader(known, now, report).read(fields, given);
            if (name != null && given != null && !expected.isEmpty()) {
                tests.add(
                        new PolicyTest(
                                sheet.document().id(),
                                name,
                                sheet.document().file(),
                                fields.place().line(),
                                now,
                                account,
                                given,
                                expected.stream()
                                        .sorted(Comparator.comparing(Expected::at))
                                        .toList()));
            }
        }
        return tests;
    }

    /** What tests may name of the policies. */
    record TestNames(
            Known cards,
            Known dimensions,
            Known measures,
            Known signals,
            Known segments,
            Known stages,
            Known peerMetrics) {

        static TestNames of(PolicySet policies) {
            var cards = policies.scorecards().values().stream().map(Applied::value).toList();
            return new TestNames(
                    new Known("scorecard", policies.scorecards().keySet()),
                    known(
                            "dimension",
                            cards.stream()
                                    .flatMap(it -> it.dimensions().stream())
                                    .map(it -> it.id())
                                    .toList()),
                    known(
                            "measure",
                            cards.stream()
                                    .flatMap(it -> it.dimensions().stream())
                                    .flatMap(it -> it.measures().stream())
                                    .map(it -> it.id())
                                    .toList()),
                    known(
                            "signal",
                            policies.signals().stream().map(it -> it.value().id()).toList()),
                    known(
                            "segment",
                            policies.segments().segments().stream().map(it -> it.id()).toList()),
                    known(
                            "stage",
                            policies.lifecycle().stages().stream().map(it -> it.id()).toList()),
                    known(
                            "number of which a measure asks the percentile,",
                            List.copyOf(policies.peerMetrics().keySet())));
        }

        private static Known known(String what, List<String> ids) {
            return new Known(what, new LinkedHashSet<>(ids));
        }
    }
}

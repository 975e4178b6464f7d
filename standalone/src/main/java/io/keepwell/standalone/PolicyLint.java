package io.keepwell.standalone;

import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.policies.ReadyMappings;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.mapping.Mapping;
import io.keepwell.policy.reading.MappingReader;
import io.keepwell.policy.reading.PolicyReader;
import io.keepwell.policy.reading.PolicyTestsReader;
import io.keepwell.policy.reading.PolicyWarnings;
import io.keepwell.policy.reading.SourcesReader;
import io.keepwell.policy.source.SourceSpec;
import io.keepwell.policy.trial.PolicyTest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks policy files, and says what is wrong in the same words wherever it is asked for. */
final class PolicyLint {

    private PolicyLint() {}

    /**
     * The answer as JSON; versions are told only when all is in order.
     *
     * @param version that of the bundle, where there is one only
     * @param bundles all of them, where there are several
     * @param warnings what is worth a second thought though all is in order; absent where it is not
     */
    private record Answer(
            boolean inOrder,
            @Nullable String version,
            @Nullable List<Version> bundles,
            List<PolicyProblem> problems,
            @Nullable List<PolicyProblem> warnings) {}

    /**
     * A bundle by name.
     *
     * @param version absent where there is nothing to put in force
     */
    private record Version(String name, @Nullable String version) {}

    /**
     * A bundle that is in order.
     *
     * @param name what tells it from the others
     * @param checked what is in it
     */
    record Bundle(String name, Checked checked) {}

    /**
     * What is in order.
     *
     * @param policies the policies; absent where there are mappings only
     * @param mappings the mappings, which are used and never put in force
     * @param sources the sources, which are read by ingest
     * @param tests the tests of the policies, which are run and never put in force
     * @param warnings what is worth a second thought all the same
     */
    record Checked(
            @Nullable PolicySet policies,
            List<Mapping> mappings,
            List<SourceSpec> sources,
            List<PolicyTest> tests,
            List<PolicyProblem> warnings) {}

    /** All that is to be put in force; a mapping among it is a problem. */
    static PolicyResult<PolicySet> check(PolicyFiles files) {
        return switch (files.bundle()) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                    PolicyReader.read(bundle, EventCatalogue.standard());
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    new PolicyResult.Refused<>(problems);
        };
    }

    /** Policies, and mappings and tests beside them. */
    static PolicyResult<Checked> checkAll(PolicyFiles files) {
        return switch (files.bundle()) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) -> checkAll(bundle, files.tests());
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    new PolicyResult.Refused<>(problems);
        };
    }

    private static PolicyResult<Checked> checkAll(
            PolicyBundle bundle, List<PolicyDocument> ofTests) {
        var problems = new ArrayList<PolicyProblem>();
        var mappings = new ArrayList<Mapping>();
        var others = new ArrayList<PolicyDocument>();
        var ofSources = new ArrayList<PolicyDocument>();
        for (PolicyDocument document : bundle.documents()) {
            if (SourcesReader.KINDS.contains(document.kind())) {
                ofSources.add(document);
                continue;
            }
            if (!document.kind().equals(MappingReader.KIND)) {
                others.add(document);
                continue;
            }
            switch (MappingReader.read(document, EventCatalogue.standard())) {
                case PolicyResult.Accepted<Mapping>(var mapping) -> mappings.add(mapping);
                case PolicyResult.Refused<Mapping>(var more) -> problems.addAll(more);
            }
        }
        List<SourceSpec> sources = sources(ofSources, problems);
        PolicySet policies = null;
        List<PolicyProblem> warnings = List.of();
        boolean isNothing = bundle.documents().isEmpty() && ofTests.isEmpty();
        if ((!others.isEmpty() || isNothing)
                && PolicyBundle.of(others)
                        instanceof PolicyResult.Accepted<PolicyBundle>(var rest)) {
            switch (PolicyReader.read(rest, EventCatalogue.standard())) {
                case PolicyResult.Accepted<PolicySet>(var read) -> {
                    policies = read;
                    warnings = PolicyWarnings.of(rest, read);
                }
                case PolicyResult.Refused<PolicySet>(var more) -> problems.addAll(more);
            }
        }
        List<PolicyTest> tests = tests(ofTests, policies, problems);
        return problems.isEmpty()
                ? new PolicyResult.Accepted<>(
                        new Checked(policies, List.copyOf(mappings), sources, tests, warnings))
                : new PolicyResult.Refused<>(problems);
    }

    /** Against the policies that they are of; unread where those have problems. */
    private static List<PolicyTest> tests(
            List<PolicyDocument> documents,
            @Nullable PolicySet policies,
            List<PolicyProblem> problems) {
        if (policies == null) {
            if (problems.isEmpty()) {
                documents.forEach(it ->
                        problems.add(
                                new PolicyProblem(
                                        it.file(),
                                        it.line(),
                                        1,
                                        "there are no policies that these could be tests of",
                                        "Name the folder of the policies, its tests are below"
                                                + " it.")));
            }
            return List.of();
        }
        return switch (PolicyTestsReader.read(documents, policies, EventCatalogue.standard())) {
            case PolicyResult.Accepted<List<PolicyTest>>(var tests) -> tests;
            case PolicyResult.Refused<List<PolicyTest>>(var more) -> {
                problems.addAll(more);
                yield List.of();
            }
        };
    }

    /** With the ready mappings, which sources may name. */
    private static List<SourceSpec> sources(
            List<PolicyDocument> documents, List<PolicyProblem> problems) {
        if (documents.isEmpty()) {
            return List.of();
        }
        var all = new ArrayList<>(documents);
        for (PolicyFile ready : ReadyMappings.all()) {
            if (PolicyParser.parse(ready)
                    instanceof PolicyResult.Accepted<List<PolicyDocument>>(var its)) {
                its.stream().filter(it -> !isAmong(documents, it)).forEach(all::add);
            }
        }
        PolicyResult<List<SourceSpec>> read =
                switch (PolicyBundle.of(all)) {
                    case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                            SourcesReader.read(bundle, EventCatalogue.standard());
                    case PolicyResult.Refused<PolicyBundle>(var repeated) ->
                            new PolicyResult.Refused<>(repeated);
                };
        return switch (read) {
            case PolicyResult.Accepted<List<SourceSpec>>(var sources) -> sources;
            case PolicyResult.Refused<List<SourceSpec>>(var more) -> {
                problems.addAll(more);
                yield List.of();
            }
        };
    }

    /** Who checks this folder itself checks the ready mappings, too. */
    private static boolean isAmong(List<PolicyDocument> documents, PolicyDocument ready) {
        return documents.stream()
                .anyMatch(
                        it -> it.key().equals(ready.key()) && it.version().equals(ready.version()));
    }

    /** The one mapping of a file. */
    static PolicyResult<Mapping> mapping(Path file) {
        return switch (PolicyFiles.at(List.of(file)).bundle()) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                    bundle.documents().size() == 1
                            ? MappingReader.read(
                                    bundle.documents().getFirst(), EventCatalogue.standard())
                            : new PolicyResult.Refused<>(
                                    List.of(
                                            new PolicyProblem(
                                                    file.toString(),
                                                    1,
                                                    1,
                                                    "there are %d documents here"
                                                            .formatted(bundle.documents().size()),
                                                    "Name a file with one document of kind"
                                                            + " Mapping.")));
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    new PolicyResult.Refused<>(problems);
        };
    }

    static void print(List<PolicyProblem> problems, boolean json, PrintWriter out) {
        if (json) {
            out.println(Json.of(new Answer(false, null, null, problems, null)));
        } else {
            problems.forEach(out::println);
            out.println(counted(problems.size(), "problem") + ".");
        }
    }

    /** What is worth a second thought, once where several bundles have it from one. */
    static List<PolicyProblem> warnings(List<Bundle> bundles) {
        return bundles.stream()
                .flatMap(it -> it.checked().warnings().stream())
                .distinct()
                .sorted()
                .toList();
    }

    static String inOrderInJson(List<Bundle> bundles) {
        List<PolicyProblem> warnings = warnings(bundles);
        return Json.of(
                bundles.size() == 1
                        ? new Answer(true, version(bundles.getFirst()), null, List.of(), warnings)
                        : new Answer(
                                true,
                                null,
                                bundles.stream()
                                        .map(it -> new Version(it.name(), version(it)))
                                        .toList(),
                                List.of(),
                                warnings));
    }

    private static @Nullable String version(Bundle bundle) {
        PolicySet policies = bundle.checked().policies();
        return policies == null ? null : policies.version();
    }

    static String counted(int count, String what) {
        return count == 1 ? "1 " + what : "%d %ss".formatted(count, what);
    }
}

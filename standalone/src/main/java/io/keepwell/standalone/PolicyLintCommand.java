package io.keepwell.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.init.policy.PolicyFiles;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.message.ContractJson;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyProblem;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.reading.PolicyReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says all that is wrong with policy files. It starts nothing and changes nothing. */
@Command(
        name = "lint",
        description = {
            "Say all that is wrong with policy files, at which place, and what to do about it.",
            "All files together are one bundle: what they say is held against each other."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: all is in order", "1: there are problems"})
final class PolicyLintCommand implements Callable<Integer> {

    private static final int IN_ORDER = 0;
    private static final int PROBLEMS = 1;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            defaultValue = "${env:KEEPWELL_POLICIES}",
            description =
                    "Files, and directories with *.yaml files. Default: KEEPWELL_POLICIES, or"
                            + " those in policies/")
    private List<Path> paths = List.of();

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /** The answer as JSON; the version of the bundle is told only when it is in order. */
    private record Answer(
            boolean inOrder, @Nullable String version, List<PolicyProblem> problems) {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        return switch (read(paths)) {
            case PolicyResult.Accepted<PolicySet>(var set) -> {
                out.println(
                        json
                                ? inJson(new Answer(true, set.version(), List.of()))
                                : "In order: %s, %s, %s, %s."
                                        .formatted(
                                                counted(set.scorecards().size(), "scorecard"),
                                                counted(set.signals().size(), "signal"),
                                                counted(
                                                        set.segments().segments().size(),
                                                        "segment"),
                                                counted(set.lifecycle().stages().size(), "stage")));
                yield IN_ORDER;
            }
            case PolicyResult.Refused<PolicySet>(var problems) -> {
                if (json) {
                    out.println(inJson(new Answer(false, null, problems)));
                } else {
                    problems.forEach(out::println);
                    out.println(counted(problems.size(), "problem") + ".");
                }
                yield PROBLEMS;
            }
        };
    }

    private static PolicyResult<PolicySet> read(List<Path> paths) {
        return switch (PolicyFiles.read(paths)) {
            case PolicyResult.Accepted<PolicyBundle>(var bundle) ->
                    PolicyReader.read(bundle, EventCatalogue.standard());
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    new PolicyResult.Refused<>(problems);
        };
    }

    private static String counted(int count, String what) {
        return count == 1 ? "1 " + what : "%d %ss".formatted(count, what);
    }

    private static String inJson(Answer answer) {
        try {
            return ContractJson.mapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.keepwell.standalone;

import io.keepwell.policy.files.PolicySchemas;
import io.keepwell.policy.words.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints or writes the JSON Schemas of policies, by which editors complete and explain. */
@Command(
        name = "schema",
        description = {
            "Print the JSON Schema of a kind of document, or write those of all kinds.",
            "By them an editor completes, explains and checks what is written;",
            "policy-language/README.md says how to set one up."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: done", "1: a file could not be written", "2: there is no such kind"})
final class PolicySchemaCommand implements Callable<Integer> {

    private static final int DONE = 0;

    @Parameters(
            paramLabel = "KIND",
            arity = "0..1",
            description =
                    "Scorecard, Signals, ...; Policy is the schema of all kinds, which chooses by"
                            + " 'kind'. Default: Policy, with --out all of them")
    private @Nullable String kind;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write KIND.json into this folder instead of printing.")
    private @Nullable Path folder;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (folder == null) {
            out.print(schema(kind == null ? PolicySchemas.ANY : kind));
            out.flush();
            return DONE;
        }
        var wanted = new ArrayList<String>();
        if (kind == null) {
            wanted.add(PolicySchemas.ANY);
            wanted.addAll(PolicySchemas.kinds());
        } else {
            wanted.add(kind);
        }
        Files.createDirectories(folder);
        for (String each : wanted) {
            Path file = folder.resolve(each + ".json");
            Files.writeString(file, schema(each));
            out.println("wrote " + file);
        }
        return DONE;
    }

    private String schema(String wanted) {
        return PolicySchemas.of(wanted)
                .orElseThrow(() -> {
                    List<String> kinds = PolicySchemas.kinds();
                    return new ParameterException(
                            spec.commandLine(),
                            "there is no schema of kind %s. %sThe kinds are %s."
                                    .formatted(
                                            Words.quoted(wanted),
                                            Words.nearest(wanted, kinds)
                                                    .map("Did you mean '%s'? "::formatted)
                                                    .orElse(""),
                                            Words.quotedList(kinds)));
                });
    }
}

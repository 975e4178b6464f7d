package io.keepwell.standalone.work;

import io.keepwell.standalone.client.ServiceApi;
import io.keepwell.standalone.work.Answers.Source;
import io.keepwell.standalone.work.Answers.Sources;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Lists connected systems, and retires those of which no more will come. */
@Command(
        name = "sources",
        description =
                "List connected systems: when each has sent last and how much, what of it was"
                        + " rejected, and whether it has gone silent against its own rhythm.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell sources --hours 168",
            "  ./keepwell sources retire former-helpdesk"
        })
public final class SourcesCommand implements Callable<Integer> {

    private static final int DONE = 0;

    private final Supplier<ServiceApi> scoring;
    private final InstantSource clock;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "24",
            description =
                    "Count what came in the last N hours, 1 to 672. Default: ${DEFAULT-VALUE}")
    private int hours;

    @Option(names = "--json", description = "Answer as JSON.", scope = ScopeType.INHERIT)
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * For a deployment.
     *
     * @param scoring finds its scoring service, for who sees to it
     * @param clock how long ago something was
     */
    public SourcesCommand(Supplier<ServiceApi> scoring, InstantSource clock) {
        this.scoring = scoring;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Sources sources =
                scoring.get()
                        .get(
                                "/v1/sources",
                                new Query().with("hours", hours).parameters(),
                                Sources.class);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Printed.json(out, sources);
            return DONE;
        }
        Printed.table(
                out,
                Tables.sources(sources.items(), clock.instant()),
                "Nothing has come of any source yet.");
        return DONE;
    }

    @Command(
            name = "retire",
            description = {
                "Say that no more will come of a source: what it reported is no longer frozen for"
                        + " its silence.",
                "If it sends once more it is back."
            },
            mixinStandardHelpOptions = true)
    int retire(@Parameters(paramLabel = "SOURCE", description = "Its name.") String source) {
        Source after =
                scoring.get()
                        .post(
                                "/v1/sources/%s/retire".formatted(ServiceApi.encoded(source)),
                                Map.of(),
                                Source.class);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Printed.json(out, after);
            return DONE;
        }
        out.println(
                "retired: %s; its last event came %s"
                        .formatted(
                                after.source(), InWords.ago(after.lastEventAt(), clock.instant())));
        return DONE;
    }
}

package io.keepwell.standalone.work;

import io.keepwell.standalone.client.ServiceApi;
import io.keepwell.standalone.client.Waiting;
import io.keepwell.standalone.work.PlayAnswers.Effectiveness;
import io.keepwell.standalone.work.PlayAnswers.Result;
import io.keepwell.standalone.work.PlayAnswers.Runs;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what plays did. */
@Command(
        name = "plays",
        description = {
            "Show what plays did: health and revenue some days after each run began, beside"
                    + " accounts that had the same status and segment on the same day and not the"
                    + " play.",
            "It is a comparison and proves nothing. Runs count once their days are over; the"
                    + " formulas are in docs/portfolio.md, and --runs lists what they are made of."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell plays --window 30 --segment enterprise",
            "  ./keepwell plays --play churn-risk --runs --limit 200"
        })
public final class PlaysCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final String NONE =
            "No play has begun in this time. Try --from with an earlier day.";

    private final Services.Finder services;

    @Mixin private final ViewOptions view = new ViewOptions();

    @Option(names = "--play", paramLabel = "ID", description = "One play.")
    private @Nullable String play;

    @Option(
            names = "--window",
            paramLabel = "DAYS",
            defaultValue = "90",
            description =
                    "How many days after its beginning a run is looked at: 30, 60 or 90. Default:"
                            + " ${DEFAULT-VALUE}")
    private int window;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "Runs that began on this day (UTC) or later. Default: a year before --to")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            description = "Runs that began on this day (UTC) or before. Default: today")
    private @Nullable String to;

    @Option(
            names = "--segment",
            paramLabel = "ID",
            description = "Accounts that were in this segment when the run began.")
    private @Nullable String segment;

    @Option(
            names = "--csm",
            paramLabel = "NAME",
            description = "Accounts that NAME managed when the run began.")
    private @Nullable String csm;

    @Option(names = "--runs", description = "List the runs instead, the newest first.")
    private boolean runs;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many runs, at most 200. Default: ${DEFAULT-VALUE}")
    private int limit;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * For a deployment.
     *
     * @param services finds its services
     */
    public PlaysCommand(Services.Finder services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        ServiceApi scoring = services.as(view.as()).scoring();
        PrintWriter out = spec.commandLine().getOut();
        if (runs) {
            list(scoring, out);
        } else {
            show(scoring, out);
        }
        return DONE;
    }

    private void show(ServiceApi scoring, PrintWriter out) {
        Effectiveness told =
                Waiting.on(
                        "comparing accounts",
                        spec.commandLine().getErr(),
                        () ->
                                scoring.get(
                                        "/v1/portfolio/plays",
                                        query().parameters(),
                                        Effectiveness.class));
        if (view.isJson()) {
            Printed.json(out, told);
            return;
        }
        Printed.table(out, PlayTables.results(told.items()), NONE);
        if (told.items().isEmpty()) {
            return;
        }
        out.println();
        for (Result it : told.items()) {
            out.println("%s: %s".formatted(it.play(), it.comparison().sentence()));
        }
        out.println();
        out.println(told.note());
    }

    private void list(ServiceApi scoring, PrintWriter out) {
        Runs told =
                scoring.get(
                        "/v1/portfolio/plays/runs",
                        query().with("limit", limit).parameters(),
                        Runs.class);
        if (view.isJson()) {
            Printed.json(out, told);
            return;
        }
        Printed.table(out, PlayTables.runs(told.items()), NONE);
        Printed.more(out, told.next());
    }

    private Query query() {
        return new Query()
                .with("play", play)
                .with("window", window)
                .with("from", from)
                .with("to", to)
                .with("segment", segment)
                .with("csm", csm);
    }
}

package io.keepwell.standalone.work;

import io.keepwell.standalone.client.ServiceApi;
import io.keepwell.standalone.client.Waiting;
import io.keepwell.standalone.work.PlayAnswers.Effectiveness;
import io.keepwell.standalone.work.PlayAnswers.Page;
import io.keepwell.standalone.work.PlayAnswers.Result;
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
            "Show what plays did: health and revenue some days after each play began, beside"
                    + " accounts that had the same status and segment on the same day and not the"
                    + " play.",
            "It is a comparison and proves nothing. Plays count once their days are over; the"
                    + " formulas are in docs/portfolio.md, and --each lists what they are made of."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell portfolio plays --window 30 --segment enterprise",
            "  ./keepwell portfolio plays --play churn-risk --each --limit 200"
        })
public final class PlayResultsCommand implements Callable<Integer> {

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
                    "How many days after its beginning a play is looked at: 30, 60 or 90. Default:"
                            + " ${DEFAULT-VALUE}")
    private int window;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description =
                    "Plays that began on this day (UTC) or later. Default: a year before --to")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            description = "Plays that began on this day (UTC) or before. Default: today")
    private @Nullable String to;

    @Option(
            names = "--segment",
            paramLabel = "ID",
            description = "Accounts that were in this segment when the play began.")
    private @Nullable String segment;

    @Option(
            names = "--csm",
            paramLabel = "NAME",
            description = "Accounts that NAME managed when the play began.")
    private @Nullable String csm;

    @Option(names = "--each", description = "List the plays one by one, the newest first.")
    private boolean each;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many of --each, at most 200. Default: ${DEFAULT-VALUE}")
    private int limit;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * For a deployment.
     *
     * @param services finds its services
     */
    public PlayResultsCommand(Services.Finder services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        ServiceApi scoring = services.as(view.as()).scoring();
        PrintWriter out = spec.commandLine().getOut();
        if (each) {
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
        Page told =
                scoring.get(
                        "/v1/portfolio/plays/each",
                        query().with("limit", limit).parameters(),
                        Page.class);
        Printed.page(out, view, told, PlayTables.each(told.items()), NONE, told.next());
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

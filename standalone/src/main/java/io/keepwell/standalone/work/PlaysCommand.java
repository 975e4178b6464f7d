package io.keepwell.standalone.work;

import io.keepwell.standalone.work.Answers.Plays;
import io.keepwell.standalone.work.Answers.WholePlay;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists plays, ticks their success criteria, closes them (requirement A14). */
@Command(
        name = "plays",
        description = "List the plays that are going on for accounts, the newest first.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell plays --play churn-risk",
            "  ./keepwell plays show 5b1d1c9d",
            "  ./keepwell plays tick 5b1d1c9d 1 2",
            "  ./keepwell plays close 5b1d1c9d --outcome saved --reason \"signed for two years\"",
            "",
            "What plays did to health and revenue: ./keepwell portfolio plays"
        })
public final class PlaysCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final String CURE = "No such play; --state all shows those that have ended.";

    private final Services.Finder services;
    private final InstantSource clock;

    @Mixin private final ViewOptions view = new ViewOptions();

    @Option(names = "--account", paramLabel = "ID", description = "Those for one account.")
    private @Nullable String account;

    @Option(
            names = "--play",
            paramLabel = "ID",
            description = "Those of one policy, such as churn-risk.")
    private @Nullable String play;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "running",
            description =
                    "Those that are running, completed, exited, closed, skipped, or all. Default:"
                            + " ${DEFAULT-VALUE}")
    private String state;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "25",
            description = "How many at most. Default: ${DEFAULT-VALUE}")
    private int limit;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * For a deployment.
     *
     * @param services finds its services
     * @param clock what today is
     */
    public PlaysCommand(Services.Finder services, InstantSource clock) {
        this.services = services;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Plays plays =
                services.as(view.as())
                        .plays(
                                new Query()
                                        .with("accountId", account)
                                        .with("play", play)
                                        .with("state", state)
                                        .with("limit", limit)
                                        .parameters());
        Printed.page(
                spec.commandLine().getOut(),
                view,
                plays,
                Tables.plays(plays.items(), clock.instant()),
                CURE,
                plays.next());
        return DONE;
    }

    @Command(
            name = "show",
            description = "Show what a play is to achieve, how far it is met, and its tasks.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "PLAY", description = "Its id, or the end of it.") String id,
            @Option(names = "--as", paramLabel = "NAME", description = "Who looks.")
                    @Nullable String as) {
        Services deployment = services.as(view.as(as));
        print(deployment.play(deployment.play(id)));
        return DONE;
    }

    @Command(
            name = "tick",
            description = "Say that success criteria of a play are met.",
            mixinStandardHelpOptions = true)
    int tick(
            @Parameters(paramLabel = "PLAY", description = "Its id, or the end of it.") String id,
            @Parameters(
                            paramLabel = "NUMBER",
                            arity = "1..*",
                            description = "Those of the criteria, as 'plays show' numbers them.")
                    List<Integer> numbers,
            @Option(names = "--undo", description = "Say that they are not met after all.")
                    boolean undo,
            @Option(names = "--as", paramLabel = "NAME", description = "Who says so.")
                    @Nullable String as) {
        Services deployment = services.as(view.as(as));
        UUID playId = deployment.play(id);
        WholePlay after = null;
        for (int number : numbers) {
            after =
                    deployment
                            .playbook()
                            .post(
                                    "/v1/plays/%s/tick".formatted(playId),
                                    Map.of(),
                                    "{\"criterion\": %d, \"met\": %b}".formatted(number, !undo),
                                    WholePlay.class);
        }
        if (after != null) {
            print(after);
        }
        return DONE;
    }

    @Command(
            name = "close",
            description = "Say what came of a play; what is left of its tasks is cancelled.",
            mixinStandardHelpOptions = true)
    int close(
            @Parameters(paramLabel = "PLAY", description = "Its id, or the end of it.") String id,
            @Option(
                            names = "--outcome",
                            paramLabel = "WORD",
                            required = true,
                            description =
                                    "In a word of the play's: 'saved', when every success criterion"
                                            + " is met, or 'lost', for example.")
                    String outcome,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            description = "What is to be said besides.")
                    @Nullable String reason,
            @Option(names = "--as", paramLabel = "NAME", description = "Who says so.")
                    @Nullable String as) {
        Services deployment = services.as(view.as(as));
        var body = new LinkedHashMap<String, String>();
        body.put("outcome", outcome);
        if (reason != null) {
            body.put("reason", reason);
        }
        print(
                deployment
                        .playbook()
                        .post(
                                "/v1/plays/%s/close".formatted(deployment.play(id)),
                                body,
                                WholePlay.class));
        return DONE;
    }

    private void print(WholePlay whole) {
        PrintWriter out = spec.commandLine().getOut();
        if (view.isJson()) {
            Printed.json(out, whole);
            return;
        }
        Instant now = clock.instant();
        out.println(
                "%s: %s, %s, began %s%s"
                        .formatted(
                                InWords.name(whole.account(), whole.accountId()),
                                whole.name(),
                                whole.outcome() == null
                                        ? whole.state().wireName()
                                        : "closed as '%s' by %s"
                                                .formatted(whole.outcome(), whole.closedBy()),
                                InWords.ago(whole.triggeredAt(), now),
                                whole.riskLevel() == null
                                        ? ""
                                        : ", risk level " + whole.riskLevel()));
        if (whole.reason() != null) {
            out.println(InWords.harmless(whole.reason()));
        }
        out.println();
        if (!whole.criteria().isEmpty()) {
            Printed.table(out, Tables.criteria(whole.criteria()), "");
            out.println();
        }
        Printed.table(
                out,
                Tables.steps(whole.tasks(), LocalDate.ofInstant(now, ZoneOffset.UTC)),
                "It has no tasks.");
    }
}

package io.keepwell.standalone.work;

import io.keepwell.standalone.client.Progress;
import io.keepwell.standalone.client.ServiceApi;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Lists what was rejected, shows it, lets it be taken up again. */
@Command(
        name = "rejected",
        description = "List what was sent and could not be accepted, the newest first.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell rejected --source bugs --since 2h",
            "  ./keepwell rejected show 019a6f2e-7c1a-7c3e-9d3a-000000000002",
            "  ./keepwell rejected replay 019a6f2e-7c1a-7c3e-9d3a-000000000002",
            "  ./keepwell rejected replay --source bugs --code not-mapped --since 2026-11-03T09:00Z"
        })
public final class RejectedCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final String PATH = "/v1/rejected";
    private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,5})([mhd])");

    private final Supplier<ServiceApi> scoring;
    private final InstantSource clock;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "What one source has sent.",
            scope = ScopeType.INHERIT)
    private @Nullable String source;

    @Option(
            names = "--code",
            paramLabel = "REASON",
            description = "What was rejected for one reason, such as not-mapped.",
            scope = ScopeType.INHERIT)
    private @Nullable String code;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "What was rejected since then: 30m, 12h, 7d, or 2026-11-03T09:00:00Z.",
            scope = ScopeType.INHERIT)
    private @Nullable String since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "25",
            description = "How many at most. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(names = "--json", description = "Answer as JSON.", scope = ScopeType.INHERIT)
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * For a deployment.
     *
     * @param scoring finds its scoring service, for who sees to it
     * @param clock from when on times count back
     */
    public RejectedCommand(Supplier<ServiceApi> scoring, InstantSource clock) {
        this.scoring = scoring;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var found =
                scoring.get()
                        .get(
                                PATH,
                                new Query()
                                        .with("source", source)
                                        .with("code", code)
                                        .with("since", time(since))
                                        .with("limit", limit)
                                        .parameters(),
                                Answers.RejectedPage.class);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Printed.json(out, found);
            return DONE;
        }
        Printed.table(out, Tables.rejected(found.items()), "Nothing was rejected.");
        Printed.more(out, found.next());
        return DONE;
    }

    @Command(
            name = "show",
            description = "Show a rejection with what was sent.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "ID", description = "Its id.") UUID id) {
        var found = scoring.get().get(PATH + "/" + id, Map.of(), Answers.RejectedWhole.class);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Printed.json(out, found);
            return DONE;
        }
        Answers.Rejected rejection = found.rejection();
        line(out, "source", rejection.source());
        line(out, "rejected", rejection.rejectedAt());
        line(out, "reason", rejection.code());
        line(out, "detail", rejection.detail());
        line(out, "at", rejection.pointer());
        line(out, "event", rejection.eventId());
        line(out, "account", rejection.accountId());
        Answers.RejectedRequest request = found.request();
        if (request != null) {
            line(out, "sent to", request.path());
            request.headers().forEach((name, value) -> line(out, name, value));
            line(out, "received", request.receivedAt());
            line(out, "backfill", request.backfill());
        }
        line(out, "replayed", rejection.replayedAt());
        line(out, "content", rejection.contentType());
        out.println();
        out.println(InWords.harmless(found.body()));
        return DONE;
    }

    private static void line(PrintWriter out, String name, @Nullable Object value) {
        if (value != null) {
            out.println("%-10s %s".formatted(name, InWords.harmless(value.toString())));
        }
    }

    @Command(
            name = "replay",
            description = {
                "Take up again what was rejected, once its cause is mended.",
                "It is read as it was sent, by the sources and mappings of now, and counts once."
            },
            mixinStandardHelpOptions = true)
    int replay(
            @Parameters(
                            paramLabel = "ID",
                            arity = "0..1",
                            description = "One rejection; without it, all of a --source.")
                    @Nullable UUID id) {
        if (id == null && source != null) {
            return replayAll(source);
        }
        if (id != null && source == null) {
            return replayOne(id);
        }
        throw wrong("Which one? Give an ID, or --source for all of a source");
    }

    private int replayOne(UUID id) {
        var replayed =
                scoring.get()
                        .post(
                                "%s/%s/replay".formatted(PATH, id),
                                Map.of(),
                                Answers.ReplayedRejection.class);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Printed.json(out, replayed);
            return DONE;
        }
        out.println("replayed: %s; what fails again is rejected again".formatted(id));
        return DONE;
    }

    private int replayAll(String named) {
        var wish = new HashMap<String, String>();
        wish.put("source", named);
        if (code != null) {
            wish.put("code", code);
        }
        Instant from = time(since);
        if (from != null) {
            wish.put("since", from.toString());
        }
        PrintWriter out = spec.commandLine().getOut();
        // Of the answer as JSON, progress is no part.
        var progress =
                new Progress(spec.commandLine().getErr(), Progress.isTerminal(), System::nanoTime);
        long replayed = 0;
        Answers.ReplayProgress answer;
        do {
            answer = scoring.get().post(PATH + "/replay", wish, Answers.ReplayProgress.class);
            if (replayed == 0) {
                progress.begin("replaying " + named, answer.replayed() + answer.left());
            }
            replayed += answer.replayed();
            progress.at(replayed);
            // What has failed again since is not taken up.
            wish.put("until", answer.until().toString());
        } while (answer.left() > 0);
        if (json) {
            Printed.json(out, new Answers.ReplayProgress(replayed, 0, answer.until()));
            return DONE;
        }
        progress.end(replayed);
        if (replayed > 0) {
            out.println(
                    "What fails again is rejected again: ./keepwell rejected --source %s --since %s"
                            .formatted(named, answer.until()));
        }
        return DONE;
    }

    private @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long count = Long.parseLong(ago.group(1));
            return clock.instant()
                    .minus(
                            switch (ago.group(2)) {
                                case "m" -> Duration.ofMinutes(count);
                                case "h" -> Duration.ofHours(count);
                                default -> Duration.ofDays(count);
                            });
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw wrong(
                    "--since must be a time such as 30m, 12h, 7d or 2026-11-03T09:00:00Z, was "
                            + text);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

package io.keepwell.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.message.ContractJson;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.mapping.Mapping;
import io.keepwell.standalone.backfill.Backfill;
import io.keepwell.standalone.backfill.BackfillOptions;
import io.keepwell.standalone.backfill.BackfillReport;
import io.keepwell.standalone.backfill.Rehearsal;
import io.keepwell.standalone.client.Progress;
import io.keepwell.standalone.client.ServiceApi;
import io.keepwell.standalone.client.Tokens;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes events of CSV files, and sends them as one backfill run. */
@Command(
        name = "backfill",
        description = {
            "Make events of an export, CSV files in a folder, as a mapping says, and send them as"
                    + " one",
            "backfill run. Files may be of any size. It may be ended at any moment, also by a"
                    + " crash: begun",
            "again, it goes on where it was, and nothing counts twice. What was completed is not"
                    + " sent again.",
            "How to write a mapping: docs/backfill.md. \"./keepwell policy lint FILE\" checks one."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: all rows were accepted",
            "1: rows were rejected; or it could not begin, or not go on",
            "2: wrongly called",
            "3: nothing runs"
        })
final class BackfillCommand implements Callable<Integer> {

    private static final int ALL_ACCEPTED = 0;
    private static final int REJECTED = 1;

    private final Home home;
    private final InstantSource clock;

    @Parameters(paramLabel = "DIR", description = "The folder with the CSV files.")
    private Path directory = Path.of("");

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            required = true,
            description = "The mapping: a YAML file with a document of kind Mapping.")
    private Path mapping = Path.of("");

    @Option(
            names = "--shift-to-now",
            description =
                    "Move every date by the same number of days, so that the newest event is of"
                            + " today, or of yesterday where its hour has not come yet.")
    private boolean shiftToNow;

    @Option(
            names = "--dry-run",
            description =
                    "Make all events and send none; print what would become of each file, and the"
                            + " first events of each.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(
            names = "--restart",
            description =
                    "Forget how far it had come, and begin a new run. What was sent within the last"
                        + " 48 hours and has the same ids still counts once; what is older counts"
                        + " again.")
    private boolean restart;

    @Option(
            names = "--accept-repeats",
            description =
                    "Go on although it stopped more than 47 hours ago, when up to 1,600 events may"
                            + " have been under way, which would count twice.")
    private boolean acceptRepeats;

    @Option(
            names = "--ingest",
            paramLabel = "URL",
            description =
                    "The ingest service. Default: that of the deployment on this machine, which"
                            + " must run.")
    private @Nullable URI ingest;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "${env:KEEPWELL_WRITE_KEY}",
            description =
                    "The write key to send with. Default: KEEPWELL_WRITE_KEY, or that of the"
                            + " deployment on this machine.")
    private @Nullable String key;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = Secrets.SOURCE,
            description =
                    "The source whose key it is, by which scoring counts. Default:"
                            + " ${DEFAULT-VALUE}")
    private String source = Secrets.SOURCE;

    @Option(
            names = "--scoring",
            paramLabel = "URL",
            description =
                    "The scoring service, which is asked for duplicates and what is too late."
                        + " Default: that of the deployment on this machine; with --ingest, none.")
    private @Nullable URI scoring;

    @Mixin private TokenOption token = new TokenOption();

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    BackfillCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return switch (PolicyLint.mapping(mapping)) {
            case PolicyResult.Refused<Mapping>(var problems) -> {
                PolicyLint.print(problems, json, out);
                yield REJECTED;
            }
            case PolicyResult.Accepted<Mapping>(Mapping read) -> {
                var progress = new Progress(err, false, System::nanoTime);
                BackfillReport report =
                        dryRun ? rehearsed(read, progress, out) : sent(read, progress);
                print(report, out);
                yield report.isAllAccepted() ? ALL_ACCEPTED : REJECTED;
            }
        };
    }

    private BackfillReport rehearsed(Mapping read, Progress progress, PrintWriter out) {
        Rehearsal.Outcome outcome =
                new Rehearsal(read, directory, progress, clock.instant(), shiftToNow).run();
        if (!json) {
            outcome.samples().forEach(event -> out.println(line(event)));
            out.println();
        }
        return outcome.report();
    }

    private BackfillReport sent(Mapping read, Progress progress) {
        try (var backfill =
                new Backfill(
                        options(read), progress, clock, () -> "backfill-" + UUID.randomUUID())) {
            return backfill.run();
        }
    }

    private BackfillOptions options(Mapping read) {
        if (ingest == null) {
            Deployment running =
                    Deployment.running(home)
                            .orElseThrow(() ->
                                    new ServiceApi.UnreachableException(
                                            ("nothing runs in %s; start it with ./keepwell up, or"
                                                            + " name another with --ingest")
                                                    .formatted(home.folder())));
            return options(
                    read,
                    running.ingest(),
                    key == null || key.isBlank() ? ownKey() : key,
                    scoring == null ? running.scoring() : address(scoring),
                    scoring == null ? new LocalServices(home, clock)::token : tokens());
        }
        if (key == null || key.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "--ingest needs a --key, or KEEPWELL_WRITE_KEY");
        }
        return options(
                read, address(ingest), key, scoring == null ? null : address(scoring), tokens());
    }

    private BackfillOptions options(
            Mapping read, String to, String writeKey, @Nullable String counts, Tokens tokens) {
        return new BackfillOptions(
                read,
                directory,
                shiftToNow,
                restart,
                acceptRepeats,
                to,
                writeKey,
                source,
                counts,
                tokens,
                home.backfills());
    }

    private String ownKey() {
        return new Secrets(home.secrets(), new SecureRandom()).writeKey();
    }

    private Tokens tokens() {
        return () -> token.value(scoring, home, clock).orElse(null);
    }

    private static String address(URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private void print(BackfillReport report, PrintWriter out) {
        if (json) {
            out.println(Json.of(report));
            return;
        }
        if (report.shiftDays() != 0) {
            out.println(
                    String.format(
                            Locale.ROOT, "Dates were moved by %,d days.", report.shiftDays()));
        }
        List<String> lines = report.lines();
        lines.forEach(out::println);
        if (report.run() == null) {
            out.println("Nothing was sent. Too late: older than what scoring keeps.");
            return;
        }
        out.println();
        out.println(
                "Accepted: on Kafka. Duplicate, too late: those of them that scoring did not count,"
                        + " as seen before or too old.");
        out.println(
                "Scoring counts by source: what else source \"%s\" has sent meanwhile is in them."
                        .formatted(source));
        out.println("Run %s, completed %s".formatted(report.run(), report.completed()));
    }

    private static String line(Object event) {
        try {
            return ContractJson.mapper().writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

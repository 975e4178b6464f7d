package io.keepwell.standalone.work;

import io.keepwell.standalone.client.ServiceApi;
import io.keepwell.standalone.work.Answers.Account;
import io.keepwell.standalone.work.Answers.Adjustment;
import io.keepwell.standalone.work.Answers.Alerts;
import io.keepwell.standalone.work.Answers.Difference;
import io.keepwell.standalone.work.Answers.Dimension;
import io.keepwell.standalone.work.Answers.Found;
import io.keepwell.standalone.work.Answers.Measure;
import io.keepwell.standalone.work.Answers.Raised;
import io.keepwell.standalone.work.Answers.Risk;
import io.keepwell.standalone.work.Answers.RiskPart;
import io.keepwell.standalone.work.Answers.Score;
import io.keepwell.standalone.work.Answers.Signal;
import io.keepwell.standalone.work.Answers.Tasks;
import io.keepwell.standalone.work.Answers.Word;
import io.keepwell.standalone.work.Table.Side;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Tells all about one account. */
@Command(
        name = "account",
        description = "Tell how an account is, why, and what is to be done for it.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class AccountCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int ANY = 60;
    private static final Duration MONTH = Duration.ofDays(30);

    private final Services.Finder services;
    private final InstantSource clock;

    @Mixin private final ViewOptions view = new ViewOptions();

    @Parameters(paramLabel = "ID", description = "The account's id.")
    private String id = "";

    @Option(
            names = "--since",
            paramLabel = "DAY",
            description =
                    "Say why the score is another than it was when that UTC day began, such as"
                            + " 2026-11-01. Default: 30 days ago")
    private @Nullable LocalDate since;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "Tell only the score, as it was at that moment, such as 2026-11-03T09:16:02Z,"
                            + " or when that UTC day began, such as 2026-11-03.",
            converter = Moment.class)
    private @Nullable Instant at;

    @Option(
            names = "--policies",
            paramLabel = "VERSION",
            description =
                    "With --at: as it would have been by the policies of that version; any that"
                            + " were ever applied.")
    private @Nullable String version;

    /** Reads a moment, or the beginning of a day. */
    static final class Moment implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "'%s' is no moment; write 2026-11-03T09:16:02Z or 2026-11-03"
                                .formatted(text));
            }
        }
    }

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * For a deployment.
     *
     * @param services finds its services
     * @param clock how much time is left
     */
    public AccountCommand(Services.Finder services, InstantSource clock) {
        this.services = services;
        this.clock = clock;
    }

    /** The answer as JSON. */
    private record Answer(
            Account account,
            Raised raised,
            Score score,
            @Nullable Difference difference,
            Alerts alerts,
            Tasks tasks) {}

    @Override
    public Integer call() {
        Services deployment = services.as(view.as());
        if (at != null) {
            return past(deployment.score(id, at, version), at);
        }
        if (version != null) {
            throw new ParameterException(
                    spec.commandLine(), "--policies needs --at: say of which moment");
        }
        var answer =
                new Answer(
                        deployment.account(id),
                        deployment.signals(id),
                        deployment.score(id),
                        difference(deployment),
                        deployment.alerts(new Query().with("accountId", id).parameters()),
                        deployment.tasks(new Query().with("accountId", id).parameters()));
        PrintWriter out = spec.commandLine().getOut();
        if (view.isJson()) {
            Printed.json(out, answer);
        } else {
            print(out, answer);
        }
        return DONE;
    }

    private int past(Score score, Instant moment) {
        PrintWriter out = spec.commandLine().getOut();
        if (view.isJson()) {
            Printed.json(out, score);
            return DONE;
        }
        out.println(
                "%s at %s%s"
                        .formatted(id, moment, version == null ? "" : ", by policies " + version));
        out.println(
                "  %s, score %s, last judged %s"
                        .formatted(
                                InWords.status(score.status()),
                                InWords.shown(score.shown()),
                                score.asOf()));
        Found found = score.found();
        if (found != null) {
            out.println(
                    found.because() == null
                            ? "  computed from its %s events, those that had come by then"
                                    .formatted(found.events())
                            : "  the last that was told by then; %s".formatted(found.because()));
        }
        out.println();
        Printed.table(out, explanation(score), "There is no score yet.");
        printRisk(out, score.risk());
        return DONE;
    }

    /** Of an account that changes all the time no month can be told; its present can. */
    private @Nullable Difference difference(Services deployment) {
        if (since != null) {
            return deployment.difference(id, since.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        try {
            return deployment.difference(
                    id, clock.instant().minus(MONTH).truncatedTo(ChronoUnit.SECONDS));
        } catch (ServiceApi.RefusedException _) {
            return null;
        }
    }

    private void print(PrintWriter out, Answer answer) {
        Instant now = clock.instant();
        Account account = answer.account();
        out.println("%s (%s)".formatted(InWords.orNone(account.name()), account.id()));
        out.println(
                "  ARR %s, %s, %s, CSM %s, renewal %s"
                        .formatted(
                                InWords.amount(account.arr()),
                                InWords.orNone(account.segment()),
                                InWords.orNone(account.stage()),
                                InWords.orNone(account.csm()),
                                account.renewalDate() == null
                                        ? InWords.NONE
                                        : account.renewalDate()));
        out.println(
                "  %s, score %s (%s in 30 days), coverage %s %%"
                        .formatted(
                                InWords.status(account.status()),
                                InWords.shown(account.shown()),
                                InWords.change(account.change30d()),
                                answer.score().coverage() == null
                                        ? InWords.NONE
                                        : answer.score()
                                                .coverage()
                                                .movePointRight(2)
                                                .stripTrailingZeros()
                                                .toPlainString()));
        Difference difference = answer.difference();
        if (difference != null) {
            out.println("  " + difference.sentence());
        }
        if (answer.score().unknownBecause() != null) {
            out.println("  " + answer.score().unknownBecause());
        }
        List<Signal> signals = answer.raised().signals();
        if (signals != null) {
            signals.forEach(
                    signal -> out.println("  %s: %s".formatted(signal.id(), signal.summary())));
        }
        out.println();
        Printed.table(out, explanation(answer.score()), "There is no score yet.");
        printRisk(out, answer.score().risk());
        out.println();
        out.println("Alerts");
        Printed.table(out, Tables.alerts(answer.alerts().items(), now), "None is open.");
        out.println();
        out.println("Tasks");
        Printed.table(
                out,
                Tables.tasks(answer.tasks().items(), LocalDate.ofInstant(now, ZoneOffset.UTC)),
                "None is open.");
    }

    /** What adds up to the score: a line a measure, with the points that it gives and lacks. */
    private static Table explanation(Score score) {
        Table table =
                new Table()
                        .column("POINTS", Side.RIGHT, ANY)
                        .column("LOST", Side.RIGHT, ANY)
                        .column("SCORE", Side.RIGHT, ANY)
                        .column("VALUE", Side.RIGHT, ANY)
                        .column("MEASURE", Side.LEFT, ANY);
        for (Dimension dimension : score.dimensions()) {
            table.row(
                    InWords.points(dimension.contribution()),
                    "",
                    InWords.points(dimension.score()),
                    "",
                    name(dimension.name(), dimension.id()) + band(dimension));
            for (Measure measure : dimension.measures()) {
                table.row(
                        InWords.points(measure.contribution()),
                        InWords.points(measure.pointsMissing()),
                        InWords.points(measure.score()),
                        measure.missing() == null
                                ? InWords.number(measure.value())
                                : measure.missing(),
                        "· " + name(measure.name(), measure.id()) + age(measure));
            }
        }
        for (Adjustment adjustment : score.adjustments()) {
            table.row(
                    InWords.points(adjustment.points()),
                    "",
                    InWords.points(adjustment.score()),
                    "",
                    inWords(adjustment));
        }
        return table;
    }

    /** What adds up to the risk, a line a sign; nothing where the policies have no risk score. */
    private static void printRisk(PrintWriter out, @Nullable Risk risk) {
        if (risk == null) {
            return;
        }
        out.println();
        out.println(
                risk.risk() == null
                        ? "Risk: unknown, %s %% of its points can be told".formatted(percent(risk))
                        : "Risk: %s of 100, more is worse".formatted(InWords.shown(risk.shown())));
        Table table =
                new Table()
                        .column("POINTS", Side.RIGHT, ANY)
                        .column("OF", Side.RIGHT, ANY)
                        .column("VALUE", Side.RIGHT, ANY)
                        .column("SIGN", Side.LEFT, ANY);
        for (RiskPart part : risk.parts()) {
            table.row(
                    part.missing() == null ? InWords.points(part.contribution()) : InWords.NONE,
                    InWords.points(part.points()),
                    part.missing() == null ? InWords.number(part.value()) : part.missing(),
                    part.frozen()
                            ? "%s (frozen, as of %s)".formatted(part.name(), part.asOf())
                            : part.name());
        }
        if (risk.cut().signum() > 0) {
            table.row(InWords.points(risk.cut().negate()), "", "", "above 100, which is the most");
        }
        Printed.table(out, table, "It has no signs.");
    }

    private static String percent(Risk risk) {
        return risk.coverage().movePointRight(2).stripTrailingZeros().toPlainString();
    }

    /** What its score means, where the card says so. */
    private static String band(Dimension dimension) {
        return dimension.band() == null ? "" : ": " + dimension.band();
    }

    /** Says so where what is shown is not of today. */
    private static String age(Measure measure) {
        var ages = new ArrayList<String>();
        if (measure.frozen()) {
            ages.add("frozen, as of " + measure.asOf());
        }
        if (measure.carried()) {
            ages.add("carried, as of " + measure.asOf());
        }
        if (measure.staleDays() > 0) {
            ages.add("stale for %d days".formatted(measure.staleDays()));
        }
        if (measure.peers() != null) {
            ages.add(measure.peers().summary());
        }
        return ages.isEmpty() ? "" : " (%s)".formatted(String.join("; ", ages));
    }

    private static String inWords(Adjustment adjustment) {
        Word word = adjustment.override();
        return word == null
                ? "%s: %s"
                        .formatted(adjustment.kind(), name(adjustment.name(), "" + adjustment.id()))
                : "override by %s until %s%s: %s"
                        .formatted(
                                word.author(),
                                word.lastDay(),
                                word.as().equals("score") ? "" : " (%s)".formatted(word.as()),
                                word.reason());
    }

    private static String name(@Nullable String name, String id) {
        return name == null ? id : name;
    }
}

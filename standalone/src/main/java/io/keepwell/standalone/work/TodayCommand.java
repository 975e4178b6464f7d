package io.keepwell.standalone.work;

import io.keepwell.standalone.work.Answers.Accounts;
import io.keepwell.standalone.work.Answers.Alerts;
import io.keepwell.standalone.work.Answers.Tasks;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a customer success manager begins the day with. */
@Command(
        name = "today",
        description = "Say what is to be done today: alerts to answer, tasks that are due.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class TodayCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    private final Services.Finder services;
    private final InstantSource clock;

    @Mixin private final ViewOptions view = new ViewOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many lines of each at most. Default: ${DEFAULT-VALUE}")
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
    public TodayCommand(Services.Finder services, InstantSource clock) {
        this.services = services;
        this.clock = clock;
    }

    /** The answer as JSON. */
    private record Answer(
            LocalDate day,
            Alerts alerts,
            Tasks toApprove,
            Tasks overdue,
            Tasks due,
            Accounts red) {}

    @Override
    public Integer call() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Services deployment = services.as(view.as());
        var answer =
                new Answer(
                        today,
                        deployment.alerts(
                                new Query()
                                        .with("state", "open")
                                        .with("limit", limit)
                                        .parameters()),
                        deployment.tasks(Services.toApprove(limit).parameters()),
                        deployment.tasks(
                                new Query()
                                        .with("due", "overdue")
                                        .with("limit", limit)
                                        .parameters()),
                        deployment.tasks(
                                new Query().with("due", "today").with("limit", limit).parameters()),
                        deployment.accounts(
                                new Query()
                                        .with("status", "red")
                                        .with("sort", "-arr")
                                        .with("limit", limit)
                                        .parameters()));
        PrintWriter out = spec.commandLine().getOut();
        if (view.isJson()) {
            Printed.json(out, answer);
        } else {
            print(out, answer, now);
        }
        return DONE;
    }

    private void print(PrintWriter out, Answer answer, Instant now) {
        out.println(
                "%s (%s)"
                        .formatted(
                                answer.day().format(DAY),
                                view.as() == null ? "all accounts" : view.as()));
        out.println();
        out.println("Alerts to answer");
        Printed.table(out, Tables.alerts(answer.alerts().items(), now), "  None.");
        out.println();
        if (!answer.toApprove().items().isEmpty()) {
            out.println("Tasks that wait for your approval");
            Printed.table(out, Tables.tasks(answer.toApprove().items(), answer.day()), "");
            out.println();
        }
        out.println("Tasks overdue");
        Printed.table(out, Tables.tasks(answer.overdue().items(), answer.day()), "  None.");
        out.println();
        out.println("Tasks due today");
        Printed.table(out, Tables.tasks(answer.due().items(), answer.day()), "  None.");
        out.println();
        out.println("Red accounts, most revenue first");
        Printed.table(out, Tables.accounts(answer.red().items()), "  None.");
    }
}

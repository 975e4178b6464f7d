package io.keepwell.standalone.work;

import io.keepwell.standalone.work.Answers.Task;
import io.keepwell.standalone.work.Answers.Tasks;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

/** Lists tasks, completes them, gives them to others, gives leave for them. */
@Command(
        name = "tasks",
        description = "List the open tasks, those that are due first before the others.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell tasks --as \"Dana Li\" --due today",
            "  ./keepwell tasks complete 1c9d2e7f --outcome \"call held, budget confirmed\"",
            "  ./keepwell tasks reassign 1c9d2e7f --to \"Sam Ortiz\"",
            "  ./keepwell tasks --to-approve --as \"Vera Moss\"",
            "  ./keepwell tasks approve 7a1e4a52 --note \"10 % for one year at most\"",
            "  ./keepwell tasks refuse 7a1e4a52 --reason \"their budget is not the cause\""
        })
public final class TasksCommand implements Callable<Integer> {

    private static final int DONE = 0;

    private final Services.Finder services;
    private final InstantSource clock;

    @Mixin private final ViewOptions view = new ViewOptions();

    @Option(names = "--account", paramLabel = "ID", description = "Those for one account.")
    private @Nullable String account;

    @Option(names = "--owner", paramLabel = "NAME", description = "Those that NAME is to do.")
    private @Nullable String owner;

    @Option(
            names = "--due",
            paramLabel = "WHEN",
            description = "Those that are overdue, due today, or due within a week.")
    private @Nullable String due;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description =
                    "Those that are open, waiting (for an approval, or for their day), completed,"
                            + " cancelled, or all. Default: open")
    private @Nullable String state;

    @Option(
            names = "--to-approve",
            description =
                    "Those that wait for your approval; for a lead also those that wait for a role"
                            + " that nobody fills.")
    private boolean toApprove;

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
    public TasksCommand(Services.Finder services, InstantSource clock) {
        this.services = services;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Services deployment = services.as(view.as());
        Tasks tasks =
                deployment.tasks(
                        (toApprove ? Services.toApprove(limit) : new Query().with("limit", limit))
                                .with("accountId", account)
                                .with("owner", owner)
                                .with("due", due)
                                .with("state", state)
                                .parameters());
        PrintWriter out = spec.commandLine().getOut();
        boolean isPlain = state == null && !toApprove;
        Printed.page(
                out,
                view,
                tasks,
                Tables.tasks(tasks.items(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                isPlain ? "No task is open." : "There is no such task.",
                tasks.next());
        if (isPlain && !view.isJson()) {
            tellOfLeave(out, deployment.tasks(Services.toApprove(limit).parameters()));
        }
        return DONE;
    }

    /** What waits for an approval is not open, and would not be seen by who is to give it. */
    private void tellOfLeave(PrintWriter out, Tasks waiting) {
        int count = waiting.items().size();
        if (count > 0) {
            out.println(
                    "%d%s for your approval: ./keepwell tasks --to-approve%s"
                            .formatted(
                                    count,
                                    waiting.next() != null
                                            ? " tasks or more wait"
                                            : count == 1 ? " task waits" : " tasks wait",
                                    view.as() == null ? "" : " --as \"%s\"".formatted(view.as())));
        }
    }

    @Command(
            name = "complete",
            description = "Say that a task is done, and what came of it.",
            mixinStandardHelpOptions = true)
    int complete(
            @Parameters(paramLabel = "TASK", description = "Its id, or the end of it.") String id,
            @Option(
                            names = "--outcome",
                            paramLabel = "TEXT",
                            required = true,
                            description = "What came of it.")
                    String outcome,
            @Option(names = "--as", paramLabel = "NAME", description = "Who did it.")
                    @Nullable String as) {
        return act(id, as, "complete", Map.of("outcome", outcome), "completed");
    }

    @Command(
            name = "reassign",
            description = "Give a task to somebody else.",
            mixinStandardHelpOptions = true)
    int reassign(
            @Parameters(paramLabel = "TASK", description = "Its id, or the end of it.") String id,
            @Option(
                            names = "--to",
                            paramLabel = "NAME",
                            required = true,
                            description = "Who is to do it.")
                    String to,
            @Option(names = "--as", paramLabel = "NAME", description = "Who gives it away.")
                    @Nullable String as) {
        return act(id, as, "reassign", Map.of("owner", to), "given to " + to);
    }

    @Command(
            name = "approve",
            description = "Give leave for a task that waits for an approval; it is opened.",
            mixinStandardHelpOptions = true)
    int approve(
            @Parameters(paramLabel = "TASK", description = "Its id, or the end of it.") String id,
            @Option(
                            names = "--note",
                            paramLabel = "TEXT",
                            description = "Under which terms, if any.")
                    @Nullable String note,
            @Option(names = "--as", paramLabel = "NAME", description = "Who gives leave.")
                    @Nullable String as) {
        Services deployment = services.as(view.as(as));
        return act(
                deployment,
                deployment.waitingTask(id),
                "approve",
                note == null ? Map.of() : Map.of("note", note),
                "approved");
    }

    @Command(
            name = "refuse",
            description = "Refuse a task that waits for an approval; it is cancelled.",
            mixinStandardHelpOptions = true)
    int refuse(
            @Parameters(paramLabel = "TASK", description = "Its id, or the end of it.") String id,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
                    String reason,
            @Option(names = "--as", paramLabel = "NAME", description = "Who refuses.")
                    @Nullable String as) {
        Services deployment = services.as(view.as(as));
        return act(
                deployment,
                deployment.waitingTask(id),
                "refuse",
                Map.of("reason", reason),
                "refused");
    }

    private int act(
            String id, @Nullable String as, String action, Map<String, String> body, String done) {
        // Also where it stands before the word that says what is to be done.
        Services deployment = services.as(view.as(as));
        return act(deployment, deployment.task(id), action, body, done);
    }

    private int act(
            Services deployment, UUID task, String action, Map<String, String> body, String done) {
        Task after =
                deployment
                        .playbook()
                        .post("/v1/tasks/%s/%s".formatted(task, action), body, Task.class);
        Printed.answer(
                spec.commandLine().getOut(),
                view,
                after,
                "%s: %s, %s"
                        .formatted(
                                done,
                                InWords.name(after.account(), after.accountId()),
                                after.title()));
        return DONE;
    }
}

package io.keepwell.standalone.work;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists accounts. */
@Command(
        name = "accounts",
        description = "List accounts, those with the most revenue first.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell accounts --status red",
            "  ./keepwell accounts --csm \"Dana Li\" --sort score --limit 10"
        })
public final class AccountsCommand implements Callable<Integer> {

    private static final int DONE = 0;

    private final Services.Finder services;

    @Mixin private final ViewOptions view = new ViewOptions();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Those that are green, yellow, red or unknown.")
    private @Nullable String status;

    @Option(names = "--segment", paramLabel = "ID", description = "Those of one segment.")
    private @Nullable String segment;

    @Option(names = "--csm", paramLabel = "NAME", description = "Those that NAME manages.")
    private @Nullable String csm;

    @Option(
            names = {"-q", "--query"},
            paramLabel = "TEXT",
            description = "Those whose name or id begins with TEXT.")
    private @Nullable String query;

    @Option(
            names = "--sort",
            paramLabel = "FIELD",
            defaultValue = "-arr",
            description =
                    "By arr, score, risk, name, renewalDate or change30d; a minus turns the order."
                            + " Default: ${DEFAULT-VALUE}")
    private String sort = "-arr";

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
     */
    public AccountsCommand(Services.Finder services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        Answers.Accounts accounts =
                services.as(view.as())
                        .accounts(
                                new Query()
                                        .with("status", status)
                                        .with("segment", segment)
                                        .with("csm", csm)
                                        .with("q", query)
                                        .with("sort", sort)
                                        .with("limit", limit)
                                        .parameters());
        PrintWriter out = spec.commandLine().getOut();
        if (view.isJson()) {
            Printed.json(out, accounts);
            return DONE;
        }
        Printed.table(out, Tables.accounts(accounts.items()), "There is no such account.");
        if (accounts.items().stream().anyMatch(Answers.Account::overridden)) {
            out.println("* what a person said of the score is in force");
        }
        Printed.more(out, accounts.next());
        return DONE;
    }
}

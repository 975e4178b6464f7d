package io.keepwell.standalone.work;

import io.keepwell.standalone.work.Answers.Assigned;
import io.keepwell.standalone.work.Answers.UnattributedPage;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists users whose events wait for an account, and says whose they are. */
@Command(
        name = "unattributed",
        description =
                "List users whose events wait for an account, most events first: no source has said"
                        + " whose they are, or several accounts are said.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell unattributed",
            "  ./keepwell unattributed assign u-77 acme-1"
        })
public final class UnattributedCommand implements Callable<Integer> {

    private static final int DONE = 0;

    private final Services.Finder services;
    private final InstantSource clock;

    @Mixin private final ViewOptions view = new ViewOptions();

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
     * @param clock how long ago something was
     */
    public UnattributedCommand(Services.Finder services, InstantSource clock) {
        this.services = services;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        UnattributedPage page =
                services.as(view.as()).unattributed(new Query().with("limit", limit).parameters());
        PrintWriter out = spec.commandLine().getOut();
        if (view.isJson()) {
            Printed.json(out, page);
            return DONE;
        }
        Printed.table(
                out,
                Tables.unattributed(page.items(), clock.instant()),
                "No event waits for an account.");
        Printed.more(out, page.next());
        return DONE;
    }

    @Command(
            name = "assign",
            description =
                    "Decide which account a user belongs to: its events that wait go there, and"
                            + " all later ones.",
            mixinStandardHelpOptions = true)
    int assign(
            @Parameters(paramLabel = "USER", description = "The user, as the sources know them.")
                    String user,
            @Parameters(paramLabel = "ACCOUNT", description = "The account's id.") String account) {
        Assigned assigned =
                services.as(view.as())
                        .scoring()
                        .post(
                                "/v1/unattributed/assign",
                                Map.of("userId", user, "accountId", account),
                                Assigned.class);
        PrintWriter out = spec.commandLine().getOut();
        if (view.isJson()) {
            Printed.json(out, assigned);
            return DONE;
        }
        out.println(
                "assigned: %s belongs to %s; %s events that waited are on their way"
                        .formatted(
                                assigned.userId(),
                                assigned.accountId(),
                                InWords.count(assigned.events())));
        return DONE;
    }
}

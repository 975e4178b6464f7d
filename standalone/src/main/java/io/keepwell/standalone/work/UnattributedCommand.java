package io.keepwell.standalone.work;

import io.keepwell.standalone.client.ServiceApi;
import io.keepwell.standalone.work.Answers.Assigned;
import io.keepwell.standalone.work.Answers.UnattributedPage;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
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

    private final Supplier<ServiceApi> scoring;
    private final InstantSource clock;

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
     * @param clock how long ago something was
     */
    public UnattributedCommand(Supplier<ServiceApi> scoring, InstantSource clock) {
        this.scoring = scoring;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        UnattributedPage page =
                scoring.get()
                        .get(
                                "/v1/unattributed",
                                new Query().with("limit", limit).parameters(),
                                UnattributedPage.class);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
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
                scoring.get()
                        .post(
                                "/v1/unattributed/assign",
                                Map.of("userId", user, "accountId", account),
                                Assigned.class);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
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

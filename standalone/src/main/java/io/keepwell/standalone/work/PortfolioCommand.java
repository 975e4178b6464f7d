package io.keepwell.standalone.work;

import io.keepwell.standalone.client.ServiceApi;
import io.keepwell.standalone.work.PortfolioAnswers.Distribution;
import io.keepwell.standalone.work.PortfolioAnswers.History;
import io.keepwell.standalone.work.PortfolioAnswers.Loads;
import io.keepwell.standalone.work.PortfolioAnswers.Movers;
import io.keepwell.standalone.work.PortfolioAnswers.Portfolio;
import io.keepwell.standalone.work.PortfolioAnswers.Renewals;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows all accounts together. */
@Command(
        name = "portfolio",
        description = {
            "Show all accounts together: by status and segment, over the last year, whose scores"
                    + " moved most, what is to be renewed when, and how much each manager has.",
            "Customers count: accounts that are not deleted and whose contract has not ended. ARR"
                    + " is in the company's currency a year."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell portfolio --by csm",
            "  ./keepwell portfolio --segment enterprise --days 90"
        })
public final class PortfolioCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int MONTHS = 6;

    private final Services.Finder services;

    @Mixin private final ViewOptions view = new ViewOptions();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "segment",
            description = "By segment, csm, stage or team. Default: ${DEFAULT-VALUE}")
    private String by = "segment";

    @Option(names = "--segment", paramLabel = "ID", description = "Accounts of one segment.")
    private @Nullable String segment;

    @Option(names = "--csm", paramLabel = "NAME", description = "Accounts that NAME manages.")
    private @Nullable String csm;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "Who moved most in the last N days. Default: ${DEFAULT-VALUE}")
    private int days;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How many of those that fell, and of those that rose. Default:"
                            + " ${DEFAULT-VALUE}")
    private int limit;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * For a deployment.
     *
     * @param services finds its services
     */
    public PortfolioCommand(Services.Finder services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        ServiceApi scoring = services.as(view.as()).scoring();
        var portfolio =
                new Portfolio(
                        scoring.get(
                                "/v1/portfolio",
                                filter().with("by", by).parameters(),
                                Distribution.class),
                        scoring.get("/v1/portfolio/history", filter().parameters(), History.class),
                        scoring.get(
                                "/v1/portfolio/movers",
                                filter().with("days", days).with("limit", limit).parameters(),
                                Movers.class),
                        scoring.get(
                                "/v1/portfolio/renewals",
                                filter().with("months", MONTHS).parameters(),
                                Renewals.class),
                        scoring.get("/v1/csms", filter().parameters(), Loads.class));
        PrintWriter out = spec.commandLine().getOut();
        if (view.isJson()) {
            Printed.json(out, portfolio);
        } else {
            print(portfolio, out);
        }
        return DONE;
    }

    private void print(Portfolio it, PrintWriter out) {
        lines(out, PortfolioTables.groups(by, it.now().groups(), it.now().whole()));
        titled(out, "Over the last year", PortfolioTables.history(it.history().points()));
        titled(
                out,
                "Fell most since %s".formatted(it.movers().since()),
                PortfolioTables.movers(it.movers().falls()));
        titled(out, "Rose most", PortfolioTables.movers(it.movers().rises()));
        titled(
                out,
                "To be renewed; at risk is %s".formatted(String.join(", ", it.renewals().atRisk())),
                PortfolioTables.renewals(
                        it.renewals().overdue(),
                        it.renewals().months(),
                        it.renewals().later(),
                        it.renewals().withoutDate()));
        titled(out, "Managers", PortfolioTables.loads(it.csms().items()));
    }

    private static void titled(PrintWriter out, String title, Table table) {
        if (!table.isEmpty()) {
            out.println();
            out.println(title);
            lines(out, table);
        }
    }

    private static void lines(PrintWriter out, Table table) {
        table.lines().forEach(out::println);
    }

    private Query filter() {
        return new Query().with("segment", segment).with("csm", csm);
    }
}

package io.keepwell.standalone.work;

import io.keepwell.standalone.work.PortfolioAnswers.Kpis;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how KPIs stand. */
@Command(
        name = "kpis",
        description = {
            "Show the KPIs of the policies in force, each against its target, and what was counted"
                    + " for it.",
            "What each formula counts, and of whom: docs/portfolio.md."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  ./keepwell kpis",
            "  ./keepwell kpis --at 2026-09-30 --csm dana.li"
        })
public final class KpisCommand implements Callable<Integer> {

    private static final int DONE = 0;

    private final Services.Finder services;

    @Mixin private final ViewOptions view = new ViewOptions();

    @Option(
            names = "--at",
            paramLabel = "DAY",
            description = "At the end of which day (UTC), such as 2026-09-30. Default: now")
    private @Nullable String at;

    @Option(names = "--segment", paramLabel = "ID", description = "Accounts of one segment.")
    private @Nullable String segment;

    @Option(names = "--csm", paramLabel = "NAME", description = "Accounts that NAME manages.")
    private @Nullable String csm;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    /**
     * For a deployment.
     *
     * @param services finds its services
     */
    public KpisCommand(Services.Finder services) {
        this.services = services;
    }

    @Override
    public Integer call() {
        Kpis kpis =
                services.as(view.as())
                        .scoring()
                        .get(
                                "/v1/kpis",
                                new Query()
                                        .with("at", at)
                                        .with("segment", segment)
                                        .with("csm", csm)
                                        .parameters(),
                                Kpis.class);
        Printed.page(
                spec.commandLine().getOut(),
                view,
                kpis,
                PortfolioTables.kpis(kpis.items()),
                "The policies in force have no KPIs. Write a document of kind Kpis.",
                null);
        return DONE;
    }
}

package io.keepwell.standalone;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which policies were put in force when, and by whom. */
@Command(
        name = "history",
        description = "Say which policies were put in force when and by whom, the latest first.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: these were", "3: nothing answers"})
final class PolicyHistoryCommand implements Callable<Integer> {

    private static final int DONE = 0;

    private final Home home;
    private final InstantSource clock;

    @Mixin private PolicyApiOption service = new PolicyApiOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at most, 1 to 200. Default: 20")
    private int limit = 20;

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    PolicyHistoryCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PolicyApi.History history = service.api(home, clock).history(limit);
        if (json) {
            out.println(Json.of(history));
            return DONE;
        }
        history.items()
                .forEach(it ->
                        out.println(
                                "%s  %s, applied by %s, %s"
                                        .formatted(
                                                it.appliedAt(),
                                                PolicyShowCommand.abbreviated(it.version()),
                                                it.appliedBy(),
                                                it.previousVersion() == null
                                                        ? "the first"
                                                        : "after "
                                                                + PolicyShowCommand.abbreviated(
                                                                        it.previousVersion()))));
        if (history.next() != null) {
            out.println("... and more; --limit shows them, up to 200");
        }
        return DONE;
    }
}

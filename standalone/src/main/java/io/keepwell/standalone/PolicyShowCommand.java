package io.keepwell.standalone;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which policies are in force. */
@Command(
        name = "show",
        description = "Say which policies are in force, since when, and who applied them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: these are in force", "1: there are none yet", "3: nothing answers"})
final class PolicyShowCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int VERSION_LENGTH = 12;

    private final Home home;
    private final InstantSource clock;

    @Mixin private PolicyApiOption service = new PolicyApiOption();

    @Option(names = "--json", description = "Answer as JSON.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    PolicyShowCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PolicyApi.InForce inForce = service.api(home, clock).inForce();
        if (json) {
            out.println(Json.of(inForce));
            return DONE;
        }
        out.println(
                "version %s, applied by %s at %s"
                        .formatted(
                                abbreviated(inForce.version()),
                                inForce.appliedBy(),
                                inForce.appliedAt()));
        inForce.documents()
                .forEach(it ->
                        out.println(
                                "%s  %s/%s"
                                        .formatted(abbreviated(it.version()), it.kind(), it.id())));
        return DONE;
    }

    /** As much of a version as people need to tell it from others. */
    static String abbreviated(String version) {
        return version.substring(0, Math.min(VERSION_LENGTH, version.length()));
    }
}

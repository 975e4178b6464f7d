package io.keepwell.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts policies in force again that were before. */
@Command(
        name = "rollback",
        description = {
            "Put policies in force again that were before, after asking.",
            "It says what changes first, and is on the record like any apply; all accounts are",
            "judged anew. Done a second time without a version, it goes forward again."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: they are in force",
            "1: nothing was done: nobody agreed, there is no such version, or it cannot be read",
            "3: nothing answers"
        })
final class PolicyRollbackCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int REFUSED = 1;

    private final Home home;
    private final InstantSource clock;

    @Parameters(
            paramLabel = "VERSION",
            arity = "0..1",
            description =
                    "Its first digits, as ./keepwell policy history tells them. Default: the one"
                            + " before that in force")
    private @Nullable String version;

    @Mixin private PolicyApiOption service = new PolicyApiOption();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    PolicyRollbackCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PolicyApi api = service.api(home, clock);
        String wanted = version == null ? before(api) : version;
        if (wanted == null) {
            out.println("Nothing was in force before; nothing was done.");
            return REFUSED;
        }
        PolicyApi.Stored present = api.stored(api.inForce().version());
        PolicyApi.Stored past = api.stored(wanted);
        PolicyDifference difference =
                PolicyDifference.between(present.asDocuments(), past.asDocuments());
        if (difference.documents().isEmpty()) {
            out.println("nothing to change, version %s is in force".formatted(shown(present)));
            return DONE;
        }
        difference.lines().forEach(out::println);
        if (!yes
                && !Agreement.given(
                        out,
                        "Put version %s in force again, in place of %s?"
                                .formatted(shown(past), shown(present)))) {
            out.println("Nothing was done.");
            return REFUSED;
        }
        PolicyApi.Applied applied = api.rollBack(past.version(), present.version());
        out.println(
                "version %s is in force, it was %s"
                        .formatted(
                                PolicyShowCommand.abbreviated(applied.version()), shown(present)));
        return DONE;
    }

    private static @Nullable String before(PolicyApi api) {
        return api.history(1).items().stream()
                .map(PolicyApi.Past::previousVersion)
                .filter(it -> it != null)
                .findFirst()
                .orElse(null);
    }

    private static String shown(PolicyApi.Stored stored) {
        return PolicyShowCommand.abbreviated(stored.version());
    }
}

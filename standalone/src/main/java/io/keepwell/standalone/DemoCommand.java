package io.keepwell.standalone;

import io.keepwell.standalone.client.Progress;
import io.keepwell.standalone.client.StoppedException;
import io.keepwell.standalone.demo.Demo;
import io.keepwell.standalone.demo.DemoOptions;
import io.keepwell.standalone.demo.Endpoints;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a deployment with a portfolio that is made up, and shows what becomes of it. */
@Command(
        name = "demo",
        description = {
            "Start Keepwell on this machine as \"up\" does, with the history of 500 customers who"
                    + " do",
            "not exist, and show what became of them: accounts by status, the most endangered ones",
            "and why. Then they live on until Ctrl-C. A second start goes on where the first"
                    + " ended.",
            "Of each kind of customer it is declared what is to become of it; that is checked."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: stopped as asked; with --exit: all events were counted, and at least 95 % of each"
                    + " kind of customer are what was expected",
            "1: it could not start, or not go on",
            "4: events were not counted, or customers are not what was expected (with --exit)"
        })
final class DemoCommand implements Callable<Integer> {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int NOT_MET = 4;
    private static final double MILLIS_A_SECOND = 1000;

    private final Home home;
    private final InstantSource clock;

    @Mixin private final LocalPorts ports = new LocalPorts();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Another number makes up other customers. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--exit", description = "Stop after the summary.")
    private boolean exit;

    @Option(
            names = "--json",
            description = "Print the summary as JSON; all else goes to standard error.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    DemoCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        Instant begin = clock.instant();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter says = json ? err : out;
        try (var run = LocalRun.begin(home, ports.options(), clock, says, err)) {
            Optional<Deployment> deployment = run.ready();
            if (deployment.isEmpty()) {
                return FAILED;
            }
            var progress = new Progress(says, Progress.isTerminal(), System::nanoTime);
            try (var demo = new Demo(options(deployment.get()), progress, clock, run::isStopping)) {
                Demo.Outcome outcome = demo.tell();
                show(out, outcome);
                say(
                        says,
                        "%n%.0f s since the start. %s"
                                .formatted(
                                        Duration.between(begin, clock.instant()).toMillis()
                                                / MILLIS_A_SECOND,
                                        exit ? "" : "They live on now; Ctrl-C stops all.")
                                .stripTrailing());
                if (exit) {
                    return outcome.isMet() ? DONE : NOT_MET;
                }
                demo.live();
            }
            return DONE;
        } catch (StoppedException asAsked) {
            return DONE;
        }
    }

    private DemoOptions options(Deployment deployment) {
        return new DemoOptions(
                new Endpoints(
                        deployment.ingest(),
                        deployment.scoring(),
                        deployment.alerting(),
                        deployment.playbook()),
                new Secrets(home.secrets(), new SecureRandom()).writeKey(),
                new LocalServices(home, clock)::token,
                home.demoFile(),
                seed);
    }

    private void show(PrintWriter out, Demo.Outcome outcome) {
        if (json) {
            say(out, Json.of(outcome.facts()));
            return;
        }
        boolean isColoured = Progress.isTerminal() && System.getenv("NO_COLOR") == null;
        (isColoured ? outcome.coloured() : outcome.plain()).forEach(line -> say(out, line));
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}

package io.keepwell.standalone;

import io.keepwell.standalone.client.StoppedException;
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

/** Starts a deployment on this machine and keeps it running. */
@Command(
        name = "up",
        description = {
            "Start Keepwell on this machine: a real Kafka broker, a real PostgreSQL, prepared with",
            "topics, databases and default policies, and the services as they run in production.",
            "Data is kept from one run to the next; Ctrl-C stops everything."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: stopped as asked", "1: it could not start"})
final class UpCommand implements Callable<Integer> {

    private static final int STOPPED = 0;
    private static final int FAILED = 1;
    private static final double MILLIS_A_SECOND = 1000;

    private final Home home;
    private final InstantSource clock;

    @Mixin private final LocalPorts ports = new LocalPorts();

    @Option(names = "--exit", description = "Stop as soon as everything is ready.")
    private boolean exit;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    UpCommand(Home home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        Instant begin = clock.instant();
        PrintWriter out = spec.commandLine().getOut();
        try (var run =
                LocalRun.begin(home, ports.options(), clock, out, spec.commandLine().getErr())) {
            Optional<Deployment> deployment = run.ready();
            if (deployment.isEmpty()) {
                return FAILED;
            }
            sayReady(out, deployment.get(), Duration.between(begin, clock.instant()));
            if (!exit) {
                run.await();
            }
            return STOPPED;
        } catch (StoppedException whileStarting) {
            return STOPPED;
        }
    }

    private void sayReady(PrintWriter out, Deployment deployment, Duration took) {
        say(
                out,
                """

                Ready in %.1f s.
                  Events to   %s/v1/events     with the key of ./keepwell key
                  Accounts    %s/v1/accounts   with a token of ./keepwell token --role viewer
                  Alerts      %s/v1/alerts     with such a token
                  Tasks       %s/v1/tasks      with such a token
                  Kafka       %s
                  PostgreSQL  %s   user %s, password in %s
                  Logs        %s
                """
                        .formatted(
                                took.toMillis() / MILLIS_A_SECOND,
                                deployment.ingest(),
                                deployment.scoring(),
                                deployment.alerting(),
                                deployment.playbook(),
                                deployment.kafka(),
                                deployment.postgres(),
                                deployment.postgresUser(),
                                new Secrets(home.secrets(), new SecureRandom())
                                        .postgresPasswordFile(),
                                home.logs()));
        if (!exit) {
            say(out, "Stop with Ctrl-C. Look in with ./keepwell status");
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}

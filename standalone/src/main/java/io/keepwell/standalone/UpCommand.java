package io.keepwell.standalone;

import io.keepwell.init.InitReport;
import io.keepwell.init.step.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "19092",
            description = "Where Kafka listens, on loopback. Default: ${DEFAULT-VALUE}")
    private int kafkaPort;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "15432",
            description = "Where PostgreSQL listens, on loopback. Default: ${DEFAULT-VALUE}")
    private int postgresPort;

    @Option(
            names = "--ingest-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "Where events are sent to, on loopback. Default: ${DEFAULT-VALUE}")
    private int ingestPort;

    @Option(
            names = "--scoring-port",
            paramLabel = "PORT",
            defaultValue = "8082",
            description = "Where accounts are asked for, on loopback. Default: ${DEFAULT-VALUE}")
    private int scoringPort;

    @Option(names = "--root", hidden = true, defaultValue = "${env:KEEPWELL_ROOT:-.}")
    private Path root = Path.of("");

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            required = true,
            defaultValue = "${env:KEEPWELL_POLICIES}",
            description =
                    "The policies that a new deployment begins with. Default: those in policies/")
    private Path policies = Path.of("");

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
        home.create();
        LogFile.open(home.logs().resolve("infra.log"));
        say(out, "Keepwell starts in %s".formatted(home.folder()));
        LocalDeployment local =
                LocalDeployment.start(
                        home,
                        new LocalOptions(
                                kafkaPort, postgresPort, ingestPort, scoringPort, policies, root),
                        new Secrets(home.secrets(), new SecureRandom()),
                        step -> say(out, "  " + step));
        var stop = new Stop(local, out);
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
        try {
            InitReport report = local.prepare();
            report.outcomes().forEach(outcome -> tell(out, outcome));
            if (report.hasFailed()) {
                return FAILED;
            }
            local.startServices();
            var deployment = Deployment.ofThisProcess(clock.instant(), local);
            deployment.write(home);
            sayReady(out, deployment, Duration.between(begin, clock.instant()));
            if (!exit) {
                stop.await();
            }
            return STOPPED;
        } finally {
            stop.run();
        }
    }

    private void tell(PrintWriter out, Outcome outcome) {
        switch (outcome) {
            case Outcome.Created created -> say(out, "  created " + created.name());
            case Outcome.Changed changed -> say(out, "  changed " + changed.name());
            case Outcome.Kept kept ->
                    say(out, "  kept %s: %s".formatted(kept.name(), kept.detail()));
            case Outcome.Failed failed ->
                    spec.commandLine()
                            .getErr()
                            .println(
                                    "keepwell: %s: %s. %s"
                                            .formatted(
                                                    failed.name(), failed.detail(), failed.cure()));
            case Outcome.Present _ -> {}
        }
    }

    private void sayReady(PrintWriter out, Deployment deployment, Duration took) {
        say(
                out,
                """

                Ready in %.1f s.
                  Events to   %s/v1/events   with the key of ./keepwell key
                  Accounts    %s/v1/accounts   with a token of ./keepwell token --role viewer
                  Kafka       %s
                  PostgreSQL  %s   user %s, password %s
                  Logs        %s
                """
                        .formatted(
                                took.toMillis() / MILLIS_A_SECOND,
                                deployment.ingest(),
                                deployment.scoring(),
                                deployment.kafka(),
                                deployment.postgres(),
                                deployment.postgresUser(),
                                deployment.postgresPassword(),
                                home.logs()));
        if (!exit) {
            say(out, "Stop with Ctrl-C. Look in with ./keepwell status");
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    /** Stops everything once, whoever asks first: the end of the command, Ctrl-C, or kill. */
    private final class Stop implements Runnable {

        private final LocalDeployment local;
        private final PrintWriter out;
        private final AtomicBoolean asked = new AtomicBoolean();
        private final CountDownLatch stopped = new CountDownLatch(1);

        Stop(LocalDeployment local, PrintWriter out) {
            this.local = local;
            this.out = out;
        }

        void await() throws InterruptedException {
            stopped.await();
        }

        @Override
        public void run() {
            if (asked.compareAndSet(false, true)) {
                say(out, "Stopping ...");
                Deployment.erase(home);
                local.close();
                say(out, "Stopped. The data is kept in %s".formatted(home.infra()));
                stopped.countDown();
                return;
            }
            try {
                // Who asks second waits too: when a shutdown hook returns, the process ends.
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

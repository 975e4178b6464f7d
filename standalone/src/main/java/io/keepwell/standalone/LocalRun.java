package io.keepwell.standalone;

import io.keepwell.init.InitReport;
import io.keepwell.init.step.Outcome;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A deployment on this machine from its start to its stop, told to who waits for it. It stops once,
 * whoever asks first: the end of the command, Ctrl-C, or kill.
 */
final class LocalRun implements AutoCloseable {

    private final Home home;
    private final LocalDeployment local;
    private final InstantSource clock;
    private final PrintWriter out;
    private final PrintWriter err;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private LocalRun(
            Home home,
            LocalDeployment local,
            InstantSource clock,
            PrintWriter out,
            PrintWriter err) {
        this.home = home;
        this.local = local;
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts broker and database; {@link #ready} does the rest.
     *
     * @param home where all is kept
     * @param options which ports
     * @param clock the present
     * @param out for the progress
     * @param err for failures
     * @throws io.keepwell.infra.InfraException when they cannot start; the message names the cure
     */
    static LocalRun begin(
            Home home,
            LocalOptions options,
            InstantSource clock,
            PrintWriter out,
            PrintWriter err) {
        home.create();
        LogFile.open(home.logs().resolve("infra.log"));
        say(out, "Keepwell starts in %s".formatted(home.folder()));
        LocalDeployment local =
                LocalDeployment.start(
                        home,
                        options,
                        new Secrets(home.secrets(), new SecureRandom()),
                        step -> say(out, "  " + step));
        var run = new LocalRun(home, local, clock, out, err);
        Runtime.getRuntime().addShutdownHook(new Thread(run::close, "stop"));
        return run;
    }

    /**
     * Makes what is missing, starts the services and waits until all are ready.
     *
     * @return what runs; empty when it could not be prepared, which was said
     * @throws ServiceProcess.ServiceFailedException when a service does not come up
     */
    Optional<Deployment> ready() throws InterruptedException {
        InitReport report = local.prepare();
        report.outcomes().forEach(this::tell);
        if (report.hasFailed()) {
            return Optional.empty();
        }
        local.startServices();
        var deployment = Deployment.ofThisProcess(clock.instant(), local);
        deployment.write(home);
        return Optional.of(deployment);
    }

    /** Whether somebody has asked it to stop. */
    boolean isStopping() {
        return asked.get();
    }

    /** Waits until it has stopped. */
    void await() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() {
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

    private void tell(Outcome outcome) {
        switch (outcome) {
            case Outcome.Created created -> say(out, "  created " + created.name());
            case Outcome.Changed changed -> say(out, "  changed " + changed.name());
            case Outcome.Kept kept ->
                    say(out, "  kept %s: %s".formatted(kept.name(), kept.detail()));
            case Outcome.Failed failed ->
                    say(
                            err,
                            "keepwell: %s: %s. %s"
                                    .formatted(failed.name(), failed.detail(), failed.cure()));
            case Outcome.Present _ -> {}
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}

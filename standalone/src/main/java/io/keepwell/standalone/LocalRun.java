package io.keepwell.standalone;

import io.keepwell.init.InitReport;
import io.keepwell.init.step.Outcome;
import io.keepwell.standalone.client.StoppedException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A deployment on this machine from its start to its stop, told to who waits for it. It stops once,
 * whoever asks first: the end of the command, Ctrl-C, or kill.
 */
final class LocalRun implements AutoCloseable {

    private final Home home;
    private final InstantSource clock;
    private final PrintWriter out;
    private final PrintWriter err;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Object starting = new Object();
    private volatile @Nullable LocalDeployment local;

    private LocalRun(Home home, InstantSource clock, PrintWriter out, PrintWriter err) {
        this.home = home;
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
     * @throws StoppedException when it was asked to stop meanwhile
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
        var run = new LocalRun(home, clock, out, err);
        // Before anything is started: Ctrl-C while it is must stop it too.
        run.stopWithTheProcess();
        run.start(options);
        return run;
    }

    /**
     * Makes what is missing, starts the services and waits until all are ready.
     *
     * @return what runs; empty when it could not be prepared, which was said
     * @throws ServiceProcess.ServiceFailedException when a service does not come up
     * @throws StoppedException when it was asked to stop meanwhile
     */
    Optional<Deployment> ready() throws InterruptedException {
        // Clients of a broker that is stopped already would look for it for a minute.
        requireGoingOn();
        LocalDeployment started = Objects.requireNonNull(local);
        try {
            InitReport report = started.prepare();
            requireGoingOn();
            report.outcomes().forEach(this::tell);
            if (report.hasFailed()) {
                return Optional.empty();
            }
            started.startServices(clock);
            var deployment = Deployment.ofThisProcess(clock.instant(), started);
            synchronized (starting) {
                requireGoingOn();
                deployment.write(home);
            }
            return Optional.of(deployment);
        } catch (RuntimeException e) {
            // Who stops the database makes its clients fail; that is nothing to tell.
            requireGoingOn();
            throw e;
        }
    }

    private void stopWithTheProcess() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
        } catch (IllegalStateException e) {
            // The process ends already.
            throw new StoppedException();
        }
    }

    private void start(LocalOptions options) {
        synchronized (starting) {
            requireGoingOn();
            try {
                local =
                        LocalDeployment.start(
                                home,
                                options,
                                new Secrets(home.secrets(), new SecureRandom()),
                                step -> say(out, "  " + step));
            } catch (RuntimeException | Error e) {
                // An error too: Kafka's classes cannot even be loaded once the process ends.
                if (!asked.compareAndSet(false, true)) {
                    throw new StoppedException();
                }
                // Nothing is left to stop; least of all the run that was in this one's way.
                stopped.countDown();
                throw e;
            }
        }
    }

    private void requireGoingOn() {
        if (isStopping()) {
            throw new StoppedException();
        }
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
            try {
                say(out, "Stopping ...");
                stop();
            } finally {
                // Even if something did not stop: others wait for it, and the process would hang.
                stopped.countDown();
            }
            return;
        }
        try {
            // Who asks second waits too: when a shutdown hook returns, the process ends.
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        // Broker and database are not stopped half way: they are started first.
        synchronized (starting) {
            LocalDeployment started = local;
            if (started == null) {
                return;
            }
            try (started) {
                Deployment.erase(home);
            }
        }
        say(out, "Stopped. The data is kept in %s".formatted(home.infra()));
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

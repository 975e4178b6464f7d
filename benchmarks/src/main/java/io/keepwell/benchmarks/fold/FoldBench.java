package io.keepwell.benchmarks.fold;

import io.keepwell.benchmarks.load.LoadFailedException;
import io.keepwell.benchmarks.process.Broker;
import io.keepwell.benchmarks.process.Child;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Measures targets one after the other, each alone with a broker and a PostgreSQL that begin empty,
 * on the same backlog. What a target has folded must be what was sent, and every target must have
 * come to the same scores but for a few, or nothing counts.
 */
final class FoldBench {

    private final Plan plan;
    private final InstantSource clock;
    private final Consumer<String> progress;

    /**
     * @param progress is told what is being done
     */
    FoldBench(Plan plan, InstantSource clock, Consumer<String> progress) {
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param measured is given each, in the order of the plan
     * @throws LoadFailedException when a target has lost something, or scored otherwise
     */
    void run(Consumer<Measurement> measured) {
        progress.accept("starting a broker and a database");
        try (Broker broker = Broker.startDurable(plan.work().resolve("broker.log"))) {
            var ground = new Ground(plan.root(), plan.work(), broker, plan.partitions());
            var targets =
                    new Targets(
                            plan,
                            broker.bootstrapServers(),
                            "%s/%s".formatted(ground.address(), Ground.DATABASE));
            long postmaster = ground.postmaster();
            for (Load load : plan.loads()) {
                Instant now = clock.instant();
                var same = new ArrayList<Measurement>();
                for (Kind kind : plan.kinds()) {
                    same.add(measure(kind, load, now, broker, ground, targets, postmaster));
                    requireSameScores(same);
                    measured.accept(same.getLast());
                }
            }
        }
    }

    private Measurement measure(
            Kind kind,
            Load load,
            Instant now,
            Broker broker,
            Ground ground,
            Targets targets,
            long postmaster) {
        String what = "%s, %s".formatted(kind.title(), load.title());
        progress.accept(what + ": a backlog is sent");
        ground.clear();
        Backlog.Made made =
                Preload.send(
                        broker.bootstrapServers(),
                        new Backlog(load, plan.warmUp() + plan.events(), plan.seed(), now));
        try (Child target = targets.start(kind);
                var done = new Progress(ground.connect(Ground.DATABASE))) {
            progress.accept("%s: warming up by %d events".formatted(what, plan.warmUp()));
            var meter = new Meter(target.pid(), broker.pid(), postmaster);
            long first = done.await(plan.warmUp(), target::requireAlive);
            Meter.Reading before = meter.read();
            done.await(made.events(), target::requireAlive);
            long folded = System.nanoTime();
            if (kind.isOurs()) {
                done.awaitTold(target::requireAlive);
            }
            Meter.Reading after = meter.read();
            var measurement =
                    new Measurement(
                            kind,
                            load,
                            made.events() - first,
                            Duration.ofNanos(folded - before.nanos()),
                            Measurement.Usage.between(before, after),
                            done.outcome());
            requireAllFolded(measurement, made);
            progress.accept(
                    String.format(
                            Locale.ROOT,
                            "%s: %.0f events/s, %.1f µs of CPU an event",
                            what,
                            measurement.eventsPerSecond(),
                            measurement.sumMicros()));
            return measurement;
        } catch (SQLException e) {
            throw new LoadFailedException("the database does not answer", e);
        }
    }

    private static void requireAllFolded(Measurement it, Backlog.Made made) {
        Progress.Outcome outcome = it.outcome();
        if (outcome.accepted() != made.events()
                || outcome.duplicate() != made.duplicates()
                || outcome.folded() != made.events() - made.duplicates()) {
            throw new LoadFailedException(
                    "%s was sent %s, and says of it %s"
                            .formatted(it.kind().title(), made, outcome));
        }
    }

    /** Of the latest with the first, which were sent the same. */
    static void requireSameScores(List<Measurement> same) {
        Measurement first = same.getFirst();
        Measurement latest = same.getLast();
        long other = latest.outcome().differingFrom(first.outcome());
        if (other > 0) {
            throw new LoadFailedException(
                    "%s and %s were sent the same, and %d of %d accounts have other scores"
                            .formatted(
                                    first.kind().title(),
                                    latest.kind().title(),
                                    other,
                                    first.outcome().scores().size()));
        }
    }
}

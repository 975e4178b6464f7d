package io.keepwell.benchmarks.day;

import io.keepwell.benchmarks.fold.Ground;
import io.keepwell.benchmarks.load.LoadFailedException;
import io.keepwell.benchmarks.process.Broker;
import io.keepwell.benchmarks.process.Child;
import io.keepwell.benchmarks.process.CpuTimes;
import io.keepwell.benchmarks.process.FreePort;
import io.keepwell.engine.facts.Days;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.token.SigningKey;
import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyResult;
import io.keepwell.policy.PolicySet;
import io.keepwell.policy.files.PolicyFiles;
import io.keepwell.policy.reading.PolicyReader;
import io.keepwell.standalone.ServiceCommand;
import io.keepwell.standalone.ServiceSpec;
import io.keepwell.standalone.client.Pause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Lets a day begin. The clock of a service cannot be moved, so its accounts are: they are stored as
 * they were at the end of yesterday, and the service, when it is started, finds a day that has
 * begun.
 */
final class DayBench {

    private static final int TEMPLATES_A_KIND = 60;
    private static final int HUNDRED = 100;
    private static final int FADING_DAYS = 60;
    private static final int DORMANT_FROM = 200;
    private static final int DORMANT_TO = 390;
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration STANDS_STILL = Duration.ofHours(1);

    /** Nobody asks the service anything, but it does not start without a key. */
    private static final String PUBLIC_KEY = SigningKey.generate(new SecureRandom()).publicPem();

    private final DayPlan plan;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private final List<String> activeOnes = new ArrayList<>();

    /**
     * @param progress is told what is being done
     */
    DayBench(DayPlan plan, InstantSource clock, Consumer<String> progress) {
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @throws LoadFailedException when the service does not come to the end of it
     */
    DayResult run() {
        Path application = plan.root().resolve("scoring-service/target/quarkus-app");
        if (!Files.isDirectory(application)) {
            throw new IllegalStateException(
                    "%s has not been built; run ./keepwell build".formatted(application));
        }
        progress.accept("starting a broker and a database");
        try (Broker broker = Broker.startDurable(plan.work().resolve("broker.log"))) {
            var ground = new Ground(plan.root(), plan.work(), broker, plan.partitions());
            ground.clear();
            int today = Days.of(clock.instant());
            try (Child first = service(application, broker, ground);
                    var stock = new Stock(ground.connect(Ground.DATABASE), plan.partitions())) {
                progress.accept("letting the service make its tables");
                await(first, stock::isMade);
            }
            try (var stock = new Stock(ground.connect(Ground.DATABASE), plan.partitions())) {
                fill(stock, today);
                return measure(application, broker, ground, stock, today);
            }
        } catch (SQLException e) {
            throw new LoadFailedException("the database does not answer", e);
        }
    }

    private void fill(Stock stock, int today) {
        progress.accept(
                "living the lives of %d accounts until yesterday".formatted(3 * TEMPLATES_A_KIND));
        var chance = new Random(plan.seed());
        var lives = new Lives(policies(), today, plan.seed());
        var templates = new ArrayList<Template>();
        for (int one = 0; one < TEMPLATES_A_KIND; one++) {
            templates.add(lives.of(1));
        }
        for (int one = 0; one < TEMPLATES_A_KIND; one++) {
            templates.add(lives.of(2 + one * FADING_DAYS / TEMPLATES_A_KIND));
        }
        for (int one = 0; one < TEMPLATES_A_KIND; one++) {
            templates.add(lives.of(chance.nextInt(DORMANT_FROM, DORMANT_TO)));
        }
        stock.templates(templates);
        var names = new ArrayList<String>(plan.accounts());
        var kinds = new ArrayList<Integer>(plan.accounts());
        for (int number = 0; number < plan.accounts(); number++) {
            names.add("acct-%07d".formatted(number));
            int percent = chance.nextInt(HUNDRED);
            int kind =
                    percent < plan.active() ? 0 : percent < plan.active() + plan.fading() ? 1 : 2;
            kinds.add(kind * TEMPLATES_A_KIND + chance.nextInt(TEMPLATES_A_KIND));
            if (kind == 0) {
                activeOnes.add(names.getLast());
            }
        }
        for (int from = 0; from < plan.accounts(); from += HUNDRED * 1_000) {
            int to = Math.min(plan.accounts(), from + HUNDRED * 1_000);
            stock.accounts(names.subList(from, to), kinds.subList(from, to));
            progress.accept("%d of %d accounts are stored".formatted(to, plan.accounts()));
        }
        stock.yesterday(today);
        if (plan.nobodyRests()) {
            stock.rouseAll();
        }
    }

    private DayResult measure(
            Path application, Broker broker, Ground ground, Stock stock, int today) {
        long awake = stock.awake(today);
        long changes = stock.changes();
        long owned = stock.state(today).owned();
        progress.accept("midnight: %d of %d accounts are awake".formatted(awake, plan.accounts()));
        long postmaster = ground.postmaster();
        try (Child service = service(application, broker, ground);
                Trickle trickle = trickle(broker)) {
            var before = Cpu.read(service.pid(), broker.pid(), postmaster);
            long begun = 0;
            Stock.State state = stock.state(today);
            long started = System.nanoTime();
            while (state.stepped() < plan.partitions()) {
                service.requireAlive();
                if (trickle != null && begun != 0) {
                    trickle.send();
                    trickle.committed(state.committed());
                }
                Pause.of(LOOK_EVERY);
                state = stock.state(today);
                if (begun == 0 && state.owned() > owned) {
                    begun = System.nanoTime();
                    if (trickle != null) {
                        trickle.begin();
                    }
                }
                if (System.nanoTime() - started > STANDS_STILL.toNanos()) {
                    throw new LoadFailedException("the day has not begun within an hour");
                }
            }
            long done = System.nanoTime();
            var after = Cpu.read(service.pid(), broker.pid(), postmaster);
            Duration took = Duration.ofNanos(done - begun);
            DayResult.Folded beside = folded(trickle, 0, took);
            long folded = trickle == null ? 0 : trickle.committed();
            progress.accept("the day has begun; events alone for a while");
            long end = System.nanoTime() + plan.after().toNanos();
            while (trickle != null && System.nanoTime() < end) {
                service.requireAlive();
                trickle.send();
                trickle.committed(stock.state(today).committed());
                Pause.of(LOOK_EVERY);
            }
            return new DayResult(
                    plan.accounts(),
                    awake,
                    stock.changes() - changes,
                    took,
                    after.service().minus(before.service()),
                    after.broker().minus(before.broker()),
                    after.postgres().minus(before.postgres()),
                    after.othersCores(before),
                    beside,
                    folded(trickle, folded, plan.after()));
        }
    }

    private static DayResult.Folded folded(
            @Nullable Trickle trickle, long before, Duration within) {
        return trickle == null
                ? new DayResult.Folded(0, within, new Histogram(3))
                : new DayResult.Folded(
                        trickle.committed() - before, within, trickle.takeLatencies());
    }

    private @Nullable Trickle trickle(Broker broker) {
        return plan.rate() == 0
                ? null
                : new Trickle(broker.bootstrapServers(), activeOnes, plan.rate(), clock);
    }

    private static void await(Child service, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            service.requireAlive();
            if (System.nanoTime() - begun > STARTS_WITHIN.toNanos()) {
                throw new LoadFailedException("the service does not start");
            }
            Pause.of(LOOK_EVERY);
        }
    }

    private Child service(Path application, Broker broker, Ground ground) {
        var spec =
                new ServiceSpec(
                        "scoring",
                        application,
                        List.of(),
                        FreePort.find(),
                        Map.of(
                                "kafka.bootstrap.servers",
                                broker.bootstrapServers(),
                                "scoring.database",
                                "%s/%s".formatted(ground.address(), Ground.DATABASE)),
                        Map.of(
                                "SCORING_DATABASE_PASSWORD",
                                Ground.PASSWORD,
                                "MP_JWT_VERIFY_PUBLICKEY",
                                PUBLIC_KEY));
        return Child.other("service", ServiceCommand.of(spec), plan.work().resolve("day.log"));
    }

    private PolicySet policies() {
        return switch (PolicyFiles.read(plan.root().resolve("policies/default"))) {
            case PolicyResult.Refused<PolicyBundle>(var problems) ->
                    throw new IllegalStateException("" + problems);
            case PolicyResult.Accepted<PolicyBundle>(PolicyBundle bundle) ->
                    switch (PolicyReader.read(bundle, EventCatalogue.standard())) {
                        case PolicyResult.Refused<PolicySet>(var problems) ->
                                throw new IllegalStateException("" + problems);
                        case PolicyResult.Accepted<PolicySet>(PolicySet policies) -> policies;
                    };
        };
    }

    /** CPU that was used so far. */
    private record Cpu(
            Duration service,
            Duration broker,
            Duration postgres,
            Duration bench,
            Duration machine,
            long nanos) {

        static Cpu read(long service, long broker, long postmaster) {
            return new Cpu(
                    CpuTimes.ofProcess(service),
                    CpuTimes.ofProcess(broker),
                    CpuTimes.ofFamily(postmaster),
                    CpuTimes.ofProcess(ProcessHandle.current().pid()),
                    CpuTimes.ofMachine(),
                    System.nanoTime());
        }

        double othersCores(Cpu before) {
            Duration ours =
                    service.minus(before.service)
                            .plus(broker.minus(before.broker))
                            .plus(postgres.minus(before.postgres))
                            .plus(bench.minus(before.bench));
            return Math.max(
                    0,
                    (double) machine.minus(before.machine).minus(ours).toNanos()
                            / (nanos - before.nanos));
        }
    }
}

package io.keepwell.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.systemtests.LocalUp;
import io.keepwell.systemtests.Measured;
import io.keepwell.systemtests.Northwind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand accounts turn red at twenty a second, while others use the product at half the rate
 * that the deployment folds: how long it takes until readers learn of it, of the alert and of the
 * tasks. Run by name; it only fails when something is told twice or not at all.
 */
class TurnRed {

    private static final int ACCOUNTS = Integer.getInteger("accounts", 1_000);
    private static final int A_SECOND = Integer.getInteger("rate", 20);
    private static final int BYSTANDERS = 500;
    private static final int BATCH = 50;
    private static final Duration FLAT_OUT = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<AccountId, Long> sent = new ConcurrentHashMap<>();
    private final Map<AccountId, Long> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger counter = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    @Test
    void report(@TempDir Path folder) throws Exception {
        try (LocalUp up = LocalUp.start(folder)) {
            // Given
            String viewer = up.token("--role", "viewer", "--accounts", "all");
            List<Northwind> customers =
                    IntStream.range(0, ACCOUNTS).mapToObj(n -> new Northwind(id(n))).toList();
            for (Northwind customer : customers) {
                send(up, customer.content("Dana Li", "east"));
            }
            awaitFolded(up, viewer);
            double capacity = capacity(up, viewer);
            Measured.note("events folded a second, flat out", Math.round(capacity));

            // When
            Map<String, Latencies> report;
            try (var arrivals = new Arrivals(up.of("kafka"));
                    var background = Executors.newScheduledThreadPool(4);
                    var turning = Executors.newScheduledThreadPool(8)) {
                useAt(background, up, capacity / 2);
                turnRed(turning, up, customers);
                await().atMost(PATIENCE)
                        .until(() ->
                                failure.get() != null
                                        || Math.min(
                                                        arrivals.alerts().size(),
                                                        arrivals.tasks().size())
                                                >= ACCOUNTS);
                report = report(arrivals);

                // Then
                assertThat(failure.get()).isNull();
                assertThat(arrivals.alertsOpened()).hasSize(ACCOUNTS);
                assertThat(arrivals.alertsOpened().values()).containsOnly(1);
                background.shutdownNow();
                turning.shutdownNow();
            }
            report.forEach(Measured::note);
        }
    }

    /** How many events of bystanders are folded a second, when they come as fast as they can. */
    private double capacity(LocalUp up, String viewer) throws Exception {
        long before = events.get();
        Instant begin = Instant.now();
        while (Instant.now().isBefore(begin.plus(FLAT_OUT))) {
            send(up, usage(BATCH));
        }
        awaitFolded(up, viewer);
        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1e3;
        return (events.get() - before) / seconds;
    }

    private void useAt(ScheduledExecutorService scheduler, LocalUp up, double eventsASecond) {
        long period = (long) (TimeUnit.SECONDS.toNanos(1) * BATCH / eventsASecond);
        var _ =
                scheduler.scheduleAtFixedRate(
                        () -> attempt(() -> send(up, usage(BATCH))),
                        0,
                        period,
                        TimeUnit.NANOSECONDS);
    }

    private void turnRed(ScheduledExecutorService scheduler, LocalUp up, List<Northwind> them) {
        long period = TimeUnit.SECONDS.toNanos(1) / A_SECOND;
        for (int n = 0; n < them.size(); n++) {
            AccountId account = new AccountId(id(n));
            Northwind customer = them.get(n);
            var _ =
                    scheduler.schedule(
                            () ->
                                    attempt(() -> {
                                        sent.put(account, System.nanoTime());
                                        send(up, customer.troubles());
                                        accepted.put(account, System.nanoTime());
                                    }),
                            n * period,
                            TimeUnit.NANOSECONDS);
        }
    }

    /** Something that sends. */
    @FunctionalInterface
    private interface Sending {
        void run() throws Exception;
    }

    private void attempt(Sending sending) {
        try {
            sending.run();
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }

    private Map<String, Latencies> report(Arrivals arrivals) {
        var report = new LinkedHashMap<String, Latencies>();
        report.put("sent -> accepted", between(sent, accepted));
        report.put("accepted -> red on Kafka", between(accepted, arrivals.red()));
        report.put("accepted -> alert on Kafka", between(accepted, arrivals.alerts()));
        report.put("accepted -> task on Kafka", between(accepted, arrivals.tasks()));
        return report;
    }

    private static Latencies between(Map<AccountId, Long> from, Map<AccountId, Long> to) {
        var nanos = new ArrayList<Long>();
        from.forEach((account, at) -> nanos.add(to.getOrDefault(account, Long.MAX_VALUE) - at));
        return new Latencies(nanos);
    }

    private void send(LocalUp up, List<String> batch) throws Exception {
        assertThat(up.send(batch).statusCode()).isEqualTo(202);
        events.addAndGet(batch.size());
    }

    private List<String> usage(int count) {
        String now = Instant.now().toString();
        return IntStream.range(0, count)
                .mapToObj(_ -> {
                    int n = counter.incrementAndGet();
                    return Northwind.event(
                            "bystander-" + n % BYSTANDERS,
                            "use-" + n,
                            "usage.session-started",
                            now,
                            ",\"actorId\":\"u-%d\"".formatted(n % 7));
                })
                .toList();
    }

    private void awaitFolded(LocalUp up, String viewer) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() ->
                        up.get("scoring", "/v1/stats", viewer).get("folded").asLong()
                                >= events.get());
    }

    private static String id(int n) {
        return "red-%04d".formatted(n);
    }
}

package io.keepwell.runtime.outbox;

import io.keepwell.runtime.outbox.Failpoint.Step;
import io.keepwell.runtime.outbox.RowProducer.Outcome;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes one shard, on a thread of its own.
 *
 * <p>Two things keep it alone. The lock ends with the database session: from then on this relay can
 * neither read nor delete, and it does not commit once it has been told. Until it has been told,
 * another relay may already hold the lock: that is the window that the transactional id closes. The
 * other one reads its first row only after it has fenced this one's producer, so what this one has
 * in hand is then either committed before all that follows, or never.
 */
final class ShardRelay implements Runnable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ShardRelay.class);

    /**
     * A transaction costs Kafka the same for one row as for a hundred. A row that comes after a
     * quiet time is not kept waiting.
     */
    private static final Duration APART = Duration.ofMillis(50);

    private final RelaySettings settings;
    private final int shard;
    private final Supplier<Future<PgConnection>> connections;
    private final Map<String, Object> kafka;
    private final RelayMeters meters;
    private final InstantSource clock;
    private final Backoff backoff;
    private final Failpoint failpoint;
    private final Bell bell = new Bell();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile RelayState state = new RelayState.Waiting();

    ShardRelay(
            RelaySettings settings,
            int shard,
            Supplier<Future<PgConnection>> connections,
            Map<String, Object> kafka,
            RelayMeters meters,
            InstantSource clock,
            Backoff backoff,
            Failpoint failpoint) {
        this.settings = settings;
        this.shard = shard;
        this.connections = connections;
        this.kafka = Map.copyOf(kafka);
        this.meters = meters;
        this.clock = clock;
        this.backoff = backoff;
        this.failpoint = failpoint;
    }

    RelayState state() {
        return state;
    }

    void wake() {
        bell.ring();
    }

    /** Asks it to end after what it has in hand. */
    void close() {
        closing.countDown();
        bell.ring();
    }

    @Override
    public void run() {
        try {
            while (isOpen()) {
                try {
                    publishOnceHeld();
                } catch (RuntimeException e) {
                    failed(e);
                    pause(backoff.next());
                }
            }
        } finally {
            state = new RelayState.Ended();
            meters.oldest(null);
        }
    }

    /** Returns when the relay is closing. */
    private void publishOnceHeld() {
        try (ShardTable table = ShardTable.open(connections, settings, shard)) {
            while (isOpen() && !table.tryLock()) {
                state = new RelayState.Waiting();
                meters.oldest(null);
                pause(backoff.firstAgain());
            }
            if (!isOpen()) {
                return;
            }
            String transactionalId = "%s-outbox-%d".formatted(settings.service(), shard);
            try (RowProducer producer = new RowProducer(kafka, transactionalId)) {
                publish(table, table.prepare(), producer);
            }
        }
    }

    private void publish(ShardTable table, ShardTable.Statements rows, RowProducer producer) {
        Set<Long> suspects = new HashSet<>();
        while (isOpen()) {
            List<StoredRow> waiting = rows.first();
            if (waiting.isEmpty()) {
                meters.oldest(null);
                worked();
                bell.await(settings.pollEvery());
                continue;
            }
            long begun = System.nanoTime();
            meters.oldest(waiting.getFirst().row().recordedAt());
            List<StoredRow> batch = untilSuspect(waiting, suspects);
            switch (producer.publish(batch, () -> beforeCommit(table))) {
                case Outcome.Committed() -> {
                    failpoint.at(Step.COMMITTED);
                    // A crash here, and they are sent again, by the same ids.
                    rows.delete(batch);
                    meters.published(batch.size());
                    batch.forEach(row -> suspects.remove(row.seq()));
                    worked();
                    if (waiting.size() < settings.batchRows()) {
                        pause(APART.minusNanos(System.nanoTime() - begun));
                    }
                }
                case Outcome.Refused(var reasons) when batch.size() == 1 -> {
                    StoredRow refused = batch.getFirst();
                    park(table, refused, reasons.getOrDefault(refused.seq(), "refused"));
                    suspects.remove(refused.seq());
                    worked();
                }
                case Outcome.Refused(var reasons) -> suspects.addAll(reasons.keySet());
                case Outcome.Aborted(RuntimeException cause) -> {
                    failed(cause);
                    pause(backoff.next());
                }
            }
        }
    }

    /**
     * What goes into the next transaction: a row that was refused among others goes alone, because
     * a broker may blame a whole batch for one of its records.
     */
    private static List<StoredRow> untilSuspect(List<StoredRow> waiting, Set<Long> suspects) {
        int count = 0;
        while (count < waiting.size() && !suspects.contains(waiting.get(count).seq())) {
            count++;
        }
        return waiting.subList(0, Math.max(count, 1));
    }

    private void beforeCommit(ShardTable table) {
        failpoint.at(Step.SENT);
        table.requireHeld();
    }

    private void park(ShardTable table, StoredRow row, String reason) {
        table.park(row, reason);
        meters.parked();
        LOGGER.atError()
                .addKeyValue("topic", row.row().topic())
                .log(
                        "Kafka refuses an outbox row for good; it is in outbox_parked as shard {},"
                                + " seq {}: {}",
                        shard,
                        row.seq(),
                        reason);
    }

    private void worked() {
        if (state instanceof RelayState.Failing) {
            LOGGER.atInfo().log("outbox shard {} is published again", shard);
        }
        state = new RelayState.Publishing();
        backoff.reset();
    }

    private void failed(RuntimeException cause) {
        if (!isOpen()) {
            LOGGER.atDebug().setCause(cause).log("outbox shard {} was closing", shard);
            return;
        }
        meters.failed();
        if (state instanceof RelayState.Failing(var since, _)) {
            state = new RelayState.Failing(since, cause.toString());
        } else {
            state = new RelayState.Failing(clock.instant(), cause.toString());
            LOGGER.atWarn()
                    .setCause(cause)
                    .log("outbox shard {} is not published; trying again until it is", shard);
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    /** Not by the bell: writers ring it, and that is no reason to try again sooner. */
    private void pause(Duration duration) {
        try {
            var _ = closing.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

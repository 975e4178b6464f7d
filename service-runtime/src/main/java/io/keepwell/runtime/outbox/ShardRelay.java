package io.keepwell.runtime.outbox;

import io.keepwell.runtime.outbox.ShardTurns.Turn;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
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
                publish(
                        new ShardTurns(
                                table.prepare(),
                                producer,
                                settings.batchRows(),
                                meters::oldest,
                                failpoint));
            }
        }
    }

    private void publish(ShardTurns turns) {
        while (isOpen()) {
            long begun = System.nanoTime();
            switch (turns.next()) {
                case Turn.Idle() -> {
                    worked();
                    bell.await(settings.pollEvery());
                }
                case Turn.Published(int rows, boolean isAll) -> {
                    meters.published(rows);
                    worked();
                    if (isAll) {
                        pause(APART.minusNanos(System.nanoTime() - begun));
                    }
                }
                case Turn.Parked(StoredRow row, String reason) -> {
                    parked(row, reason);
                    worked();
                }
                case Turn.Suspected() -> {}
                case Turn.Failed(RuntimeException cause) -> {
                    failed(cause);
                    pause(backoff.next());
                }
            }
        }
    }

    private void parked(StoredRow row, String reason) {
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

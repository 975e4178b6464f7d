package io.keepwell.runtime.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the rows of {@link Outbox} to Kafka, shard by shard, each in the order of its sequence
 * and by one process at a time; a process that does not have a shard waits for it. Nothing is
 * skipped: whatever fails is tried again until it works, but for what Kafka refuses for good, which
 * goes to table {@code outbox_parked}. After a crash rows may be published again, with the ids they
 * had: readers are idempotent.
 *
 * <p>Meters, each by {@code shard}: {@code keepwell.outbox.published}, {@code .parked}, {@code
 * .failures} and {@code .lag}.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(OutboxRelay.class);
    private static final long INTERRUPTED_ENDS_WITHIN_MILLIS = 1_000;

    private final RelaySettings settings;
    private final SortedMap<Integer, ShardRelay> shards = new TreeMap<>();
    private final SortedMap<Integer, Thread> threads = new TreeMap<>();

    /**
     * Makes a relay that does nothing until it is started.
     *
     * @param settings how it works
     * @param connections opens a connection that is the relay's alone and that ends when it is
     *     closed: never one of a pool, whose session would keep the lock
     * @param kafka where the brokers are and how to log in, as Kafka spells the settings; what the
     *     outbox's promises rest on cannot be changed here
     * @param meters where it reports
     * @param clock tells the age of rows and failures
     * @param chance spreads the attempts of several relays
     */
    public OutboxRelay(
            RelaySettings settings,
            Supplier<Future<PgConnection>> connections,
            Map<String, Object> kafka,
            MeterRegistry meters,
            InstantSource clock,
            RandomGenerator chance) {
        this(settings, connections, kafka, meters, clock, chance, Failpoint.NONE);
    }

    OutboxRelay(
            RelaySettings settings,
            Supplier<Future<PgConnection>> connections,
            Map<String, Object> kafka,
            MeterRegistry meters,
            InstantSource clock,
            RandomGenerator chance,
            Failpoint failpoint) {
        this.settings = settings;
        for (int shard : settings.shards()) {
            var relay =
                    new ShardRelay(
                            settings,
                            shard,
                            connections,
                            kafka,
                            new RelayMeters(meters, clock, shard),
                            clock,
                            new Backoff(settings.retryFirst(), settings.retryMax(), chance),
                            failpoint);
            shards.put(shard, relay);
            threads.put(
                    shard,
                    Thread.ofPlatform()
                            .daemon()
                            .name("outbox-" + shard)
                            .uncaughtExceptionHandler((_, thrown) -> ended(shard, thrown))
                            .unstarted(relay));
        }
    }

    /**
     * Starts to publish; returns at once, whether or not broker and database can be reached.
     *
     * @throws IllegalThreadStateException when it was started before
     */
    public void start() {
        threads.values().forEach(Thread::start);
    }

    /**
     * Tells that rows have been committed, so that they are published now and not at the next look.
     * Cheap, and safe from any thread.
     *
     * @param shard the rows' shard; one that this process does not publish is ignored
     */
    public void wake(int shard) {
        ShardRelay relay = shards.get(shard);
        if (relay != null) {
            relay.wake();
        }
    }

    /** Tells that rows of any shard have been committed. */
    public void wake() {
        shards.values().forEach(ShardRelay::wake);
    }

    /**
     * Whether each shard is published by this process or waits for its turn.
     *
     * @return false while one fails, and after the end
     */
    public boolean isHealthy() {
        return shards.values().stream().allMatch(relay -> relay.state().isHealthy());
    }

    /**
     * What each shard's relay is doing.
     *
     * @return by shard, in order
     */
    public SortedMap<Integer, RelayState> states() {
        var states = new TreeMap<Integer, RelayState>();
        shards.forEach((shard, relay) -> states.put(shard, relay.state()));
        return states;
    }

    /**
     * Ends after the transactions in hand, or after {@link RelaySettings#closeWithin()}, whichever
     * is sooner. What is not published stays in the table.
     */
    @Override
    public void close() {
        shards.values().forEach(ShardRelay::close);
        long end = System.nanoTime() + settings.closeWithin().toNanos();
        try {
            for (Thread thread : threads.values()) {
                long left = Math.max(0, end - System.nanoTime());
                if (thread.isAlive() && !thread.join(Duration.ofNanos(left))) {
                    LOGGER.atWarn()
                            .log(
                                    "{} did not end within {} and is interrupted",
                                    thread.getName(),
                                    settings.closeWithin());
                    thread.interrupt();
                    thread.join(INTERRUPTED_ENDS_WITHIN_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            threads.values().forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    private static void ended(int shard, Throwable thrown) {
        LOGGER.atError().setCause(thrown).log("outbox shard {} is no longer published", shard);
    }
}

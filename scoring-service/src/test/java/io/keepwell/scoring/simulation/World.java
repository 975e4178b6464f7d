package io.keepwell.scoring.simulation;

import io.keepwell.engine.facts.Days;
import java.time.Instant;
import java.util.List;

/**
 * A world that one seed decides: a log, a database, the topics of what is told, two replicas that
 * fold and relay, those who send, and what goes wrong. For a while everything may; then nothing
 * does any more, until all is at rest.
 */
final class World {

    private static final int REPLICAS = 2;
    private static final int TURNS_MAX = 30_000;
    private static final int LOOK_EVERY = 8;

    private final Variant variant;
    private final Chance chance;
    private final Settings settings;
    private final SimulatedTime time = new SimulatedTime();
    private final Steps steps = new Steps(time);
    private final CustomerLog log = new CustomerLog();
    private final HealthTopics topics = new HealthTopics();
    private final ConsumerGroup group = new ConsumerGroup(this);
    private final SimulatedDatabase database = new SimulatedDatabase(this);
    private final Scheduler scheduler;
    private Faults faults;
    private boolean isTrafficOver;

    /**
     * How much is done at a time.
     *
     * @param shards of the outbox
     * @param recordsAPoll the most that a consumer hands over
     * @param records about how many are folded together
     * @param cacheRows rows of facts in memory
     * @param seenBytes memory for what was seen
     * @param toldAgain about how many events are told once more in a transaction; of fewer a tenth
     *     of what a request may cost, it would be cut in two
     * @param accountsAPage accounts that are brought up or published at a time
     * @param batchRows rows that are published at a time
     */
    record Settings(
            int shards,
            int recordsAPoll,
            int records,
            int cacheRows,
            long seenBytes,
            int toldAgain,
            int accountsAPage,
            int batchRows) {

        static Settings of(Chance chance) {
            int recordsAPoll = chance.between(1, 6);
            return new Settings(
                    chance.between(1, 2),
                    recordsAPoll,
                    recordsAPoll * chance.between(1, 5),
                    chance.pick(List.of(4, 40, 400)),
                    chance.pick(List.of(600, 100_000)),
                    chance.pick(List.of(40, 80, 10_000)),
                    chance.between(1, 4),
                    chance.between(1, 8));
        }
    }

    World(long seed, Variant variant) {
        this.variant = variant;
        this.chance = new Chance(seed);
        this.settings = Settings.of(chance);
        this.faults = Faults.of(chance);
        this.scheduler = new Scheduler(chance, time, steps);
        for (int replica = 0; replica < REPLICAS; replica++) {
            scheduler.start(
                    "fold-" + replica,
                    actor -> new FoldProcess(this, new SimulatedProcess(this, actor)).run());
            for (int shard = 0; shard < settings.shards(); shard++) {
                int its = shard;
                scheduler.start(
                        "relay-%d-%d".formatted(replica, shard),
                        actor ->
                                new RelayProcess(this, new SimulatedProcess(this, actor), its)
                                        .run());
            }
        }
        scheduler.start("nature", actor -> new Nature(this, actor).run());
        scheduler.start(
                "ingest",
                actor -> {
                    new Traffic(this, actor).run();
                    isTrafficOver = true;
                });
    }

    /** Runs until all is at rest; whether it has come to that. */
    boolean run() {
        try {
            int more = chance.below(200);
            while (!isTrafficOver || more-- > 0) {
                scheduler.next();
            }
            faults = Faults.NONE;
            scheduler.wakeAll();
            steps.add("", "from here on, nothing goes wrong any more");
            for (int turn = 0; turn < TURNS_MAX; turn++) {
                if (turn % LOOK_EVERY == 0 && isAtRest()) {
                    return true;
                }
                scheduler.next();
            }
            return false;
        } finally {
            scheduler.end();
        }
    }

    /** Whether all is folded, brought up to the present, and told. */
    private boolean isAtRest() {
        Tables tables = database.tables();
        Instant now = time.instant();
        return database.isQuiet()
                && tables.partitions.size() == CustomerLog.PARTITIONS
                && tables.partitions.entrySet().stream()
                        .allMatch(it -> isDone(it.getKey(), it.getValue(), Days.of(now)))
                && tables.states.values().stream()
                        .noneMatch(it -> Company.isDue(it, now.toEpochMilli()))
                && tables.accounts.values().stream().noneMatch(Tables.Shown::isUnpublished)
                && tables.outbox.isEmpty();
    }

    private boolean isDone(int id, Tables.Partition partition, int today) {
        return partition.nextOffset() == log.end(id)
                && partition.done().day() == today
                && partition.done().equals(partition.target());
    }

    Variant variant() {
        return variant;
    }

    Chance chance() {
        return chance;
    }

    Settings settings() {
        return settings;
    }

    Faults faults() {
        return faults;
    }

    SimulatedTime time() {
        return time;
    }

    Steps steps() {
        return steps;
    }

    CustomerLog log() {
        return log;
    }

    HealthTopics topics() {
        return topics;
    }

    ConsumerGroup group() {
        return group;
    }

    SimulatedDatabase database() {
        return database;
    }
}

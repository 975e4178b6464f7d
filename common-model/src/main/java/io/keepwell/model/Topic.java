package io.keepwell.model;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The topics: the only way services talk to each other, and open to any other reader. They are
 * created by the init step, never by use. A topic's partition count is fixed when it is created,
 * because another count would send an account's later events to another owner.
 */
public enum Topic {
    /** From systems that write to Kafka themselves; ingest validates and re-keys them. */
    INBOUND_EVENTS("inbound-events", Duration.ofDays(7), "any"),
    /** Canonical customer events; only ingest writes here. */
    CUSTOMER_EVENTS("customer-events", Duration.ofDays(400), "account id"),
    /** Events whose account is not known yet, and the facts that tell it. */
    UNATTRIBUTED_EVENTS("unattributed-events", Duration.ofDays(400), "user id"),
    /** What could not be accepted, whole, with the reason; can be replayed. */
    REJECTED_EVENTS("rejected-events", Duration.ofDays(30), "source"),
    /** What was rejected and is to be read again; ingest reads it. */
    REPLAYS("replays", Duration.ofDays(7), "source"),
    /** Changes of score, status and signals. */
    HEALTH_CHANGES("health-changes", Duration.ofDays(90), "account id"),
    /** The latest profile and health of each account. */
    ACCOUNTS("accounts", null, "account id"),
    /**
     * The applied version of every policy document. One partition, because a bundle is applied as a
     * whole and its documents must be seen in one order.
     */
    POLICIES("policies", null, "kind/policy id", 1),
    /**
     * What was erased, by hash: kept for ever, so that whoever reads the other topics anew leaves
     * it out. One partition, because all of it is read before anything else.
     */
    ERASURES("erasures", null, "erasure id", 1),
    /** The life of alerts. */
    ALERTS("alerts", Duration.ofDays(90), "account id"),
    /** The life of plays, tasks and opportunities. */
    TASKS("tasks", Duration.ofDays(90), "account id");

    /** Partitions of a topic that does not fix its own number. */
    public static final int PARTITIONS_DEFAULT = 12;

    private static final String PREFIX = "keepwell.";
    private static final int PARTITIONS_AS_CONFIGURED = 0;

    private final String topicName;
    private final @Nullable Duration retention;
    private final String key;
    private final int partitionsFixed;

    Topic(String name, @Nullable Duration retention, String key) {
        this(name, retention, key, PARTITIONS_AS_CONFIGURED);
    }

    Topic(String name, @Nullable Duration retention, String key, int partitionsFixed) {
        this.topicName = PREFIX + name;
        this.retention = retention;
        this.key = key;
        this.partitionsFixed = partitionsFixed;
    }

    /**
     * The name on the broker.
     *
     * @return for example {@code keepwell.customer-events}
     */
    public String topicName() {
        return topicName;
    }

    /**
     * What its records are keyed by.
     *
     * @return words for people
     */
    public String key() {
        return key;
    }

    /**
     * How many partitions to create it with.
     *
     * @param configured the deployment's number for topics that do not fix their own, 1 or more
     * @return 1 or more
     */
    public int partitions(int configured) {
        return partitionsFixed == PARTITIONS_AS_CONFIGURED ? configured : partitionsFixed;
    }

    /**
     * The broker's settings of this topic: how long it keeps records, counted from when Keepwell
     * received them; or that it keeps the last record of each key.
     *
     * @return setting to value, as Kafka spells them
     */
    public Map<String, String> settings() {
        return retention == null
                ? Map.of("cleanup.policy", "compact")
                : Map.of("cleanup.policy", "delete", "retention.ms", "" + retention.toMillis());
    }
}

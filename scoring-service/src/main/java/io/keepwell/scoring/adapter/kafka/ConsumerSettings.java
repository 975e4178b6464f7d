package io.keepwell.scoring.adapter.kafka;

import io.keepwell.runtime.kafka.ClientSettings;
import io.keepwell.scoring.ScoringConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.eclipse.microprofile.config.Config;

/**
 * What Kafka's clients are told: {@code kafka.*} as it is configured, under what the fold rests on.
 */
final class ConsumerSettings {

    private static final int HEARTBEATS_A_SESSION = 3;
    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    /** A poll of the largest events, 32 KiB each, is as much as a whole batch may be. */
    private static final int RECORDS_A_POLL = 250;

    /** A transaction of the second fold. */
    private static final int USER_RECORDS_A_POLL = 500;

    /** More than ingest takes in one request; 5,000 events of the usual size are less. */
    private static final long BATCH_BYTES = 8L * 1024 * 1024;

    /** The longest piece of work between two polls is a page of a backfill's past. */
    private static final Duration POLL_AT_LEAST_EVERY = Duration.ofMinutes(5);

    private ConsumerSettings() {}

    static Map<String, Object> fold(Config config, ScoringConfig scoring) {
        return member(
                config,
                scoring,
                scoring.group(),
                "keepwell-scoring-fold",
                atATime(scoring).recordsAPoll());
    }

    /** The second fold has a group of its own: it shares no partitions with the first. */
    static Map<String, Object> identity(Config config, ScoringConfig scoring) {
        return member(
                config,
                scoring,
                scoring.group() + "-identity",
                "keepwell-scoring-identity",
                USER_RECORDS_A_POLL);
    }

    /** So has the index of what was rejected. */
    static Map<String, Object> rejections(Config config, ScoringConfig scoring) {
        return member(
                config,
                scoring,
                scoring.group() + "-rejections",
                "keepwell-scoring-rejections",
                USER_RECORDS_A_POLL);
    }

    /** And what plays come to. */
    static Map<String, Object> plays(Config config, ScoringConfig scoring) {
        return member(
                config,
                scoring,
                scoring.group() + "-plays",
                "keepwell-scoring-plays",
                USER_RECORDS_A_POLL);
    }

    private static Map<String, Object> member(
            Config config, ScoringConfig scoring, String group, String client, int recordsAPoll) {
        Map<String, Object> settings = reader(config);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, client);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, recordsAPoll);
        settings.putAll(session(settings, scoring.sessionTimeout()));
        settings.put(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) POLL_AT_LEAST_EVERY.toMillis());
        return settings;
    }

    /**
     * How long a member may show no sign of life. Where the broker assigns partitions (KIP-848)
     * this is the broker's business, and Kafka's client refuses to be told.
     */
    static Map<String, Object> session(Map<String, Object> settings, Duration timeout) {
        Object protocol = settings.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        if (GroupProtocol.CONSUMER.name().equalsIgnoreCase(String.valueOf(protocol))) {
            return Map.of();
        }
        int session = (int) timeout.toMillis();
        return Map.of(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                session,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                session / HEARTBEATS_A_SESSION);
    }

    /** How much of the log the fold reads together. */
    static WholeRequests.AtATime atATime(ScoringConfig scoring) {
        int records = scoring.fold().batchRecords();
        return new WholeRequests.AtATime(
                Math.min(records, RECORDS_A_POLL),
                records,
                scoring.fold().batchAccounts(),
                BATCH_BYTES);
    }

    /** A consumer without a group, whose position is its user's business. */
    static Map<String, Object> reader(Config config) {
        Map<String, Object> settings = ClientSettings.reader(config);
        // The position is in the database; where it leads nowhere, nobody may guess another.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // Whole batches of the largest events must fit into a small heap.
        settings.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES / 4);
        return settings;
    }

    static Map<String, Object> admin(Config config) {
        Map<String, Object> settings =
                new HashMap<>(ClientSettings.configured(config, AdminClientConfig.configNames()));
        settings.putIfAbsent(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }
}

package io.keepwell.systemtests.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.IdentityLinkedV1;
import io.keepwell.model.event.IdentityMergedV1;
import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.model.event.UnattributedEventV1;
import io.keepwell.model.message.Message;
import io.keepwell.systemtests.KillableService;
import io.keepwell.systemtests.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However often it is killed, the identity fold gives each event to its account once and keeps what
 * nobody can be given, and the index of what was rejected holds each rejection once.
 */
class ReaderFaultsST {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int KILLS = 6;

    /** So that nobody waits long for a killed owner. */
    private static final Map<String, String> IMPATIENT = Map.of("scoring.session-timeout", "2s");

    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @TempDir private Path folder = Path.of("");

    @Test
    void shouldGiveEachEventToItsAccountOnceWhenItIsKilledAgainAndAgain() {
        var users = new Ledger<Message>();
        var rejected = new Ledger<RejectedEventV1>();
        try (FoldCluster cluster = FoldCluster.start(folder)) {
            // Given
            try (Backlog<?> _ = UserLoad.start(cluster, users, SEED);
                    Backlog<?> _ = RejectionLoad.start(cluster, rejected, SEED)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    long usersBefore = read(cluster, "identity_partition");
                    long rejectedBefore = read(cluster, "rejection_partition");
                    KillableService service = cluster.service("killed-" + kill, IMPATIENT);
                    await().atMost(PATIENCE)
                            .pollInterval(Duration.ofMillis(5))
                            .until(() ->
                                    read(cluster, "identity_partition") > usersBefore
                                            && read(cluster, "rejection_partition")
                                                    > rejectedBefore);

                    // When
                    service.kill();

                    // Then
                    assertThat(read(cluster, "identity_partition")).isLessThan(users.size());
                }
                cluster.service("last", IMPATIENT).awaitReady();
            }
            settle(cluster, "identity_partition", users);
            settle(cluster, "rejection_partition", rejected);
            usersAddUp(cluster, users);
            rejectionsAddUp(cluster, rejected);
        } catch (AssertionError e) {
            throw new AssertionError("rerun with -Dseed=%d: %s".formatted(SEED, e.getMessage()), e);
        }
    }

    private static void usersAddUp(FoldCluster cluster, Ledger<Message> users) {
        Map<String, String> accounts = accounts(users);
        List<UnattributedEventV1> events =
                users.messages().stream()
                        .filter(UnattributedEventV1.class::isInstance)
                        .map(UnattributedEventV1.class::cast)
                        .toList();
        List<String> given =
                events.stream()
                        .filter(it -> accounts.containsKey(it.userId()))
                        .map(it -> it.id() + " " + accounts.get(it.userId()))
                        .sorted()
                        .toList();
        await("all is given to accounts, and folded")
                .atMost(PATIENCE)
                .until(() ->
                        cluster.number(
                                                "select (select count(*) from outbox) + (select"
                                                        + " count(*) from identity_release)")
                                        == 0
                                && cluster.number("select sum(folded) from fold_partition")
                                        >= given.size());
        assertThat(cluster.number("select sum(folded) from fold_partition"))
                .as("what accounts counted")
                .isEqualTo(given.size());
        assertThat(
                        Topics.messages(cluster.bootstrapServers(), Topic.CUSTOMER_EVENTS).stream()
                                .map(CustomerEventV1.class::cast)
                                .map(it -> it.id() + " " + it.accountId().value())
                                // Killed before it deletes what it has sent, a relay sends it
                                // again, by the same id; the fold counts it once.
                                .distinct()
                                .sorted())
                .as("what accounts were given")
                .isEqualTo(given)
                .isNotEmpty();
        assertThat(
                        cluster.query(
                                "select event_id from unattributed_event order by event_id",
                                row -> row.getString(1)))
                .as("what waits")
                .isEqualTo(
                        events.stream()
                                .filter(it -> !accounts.containsKey(it.userId()))
                                .map(UnattributedEventV1::id)
                                .sorted()
                                .toList())
                .isNotEmpty();
        assertThat(quarantined(cluster, Topic.UNATTRIBUTED_EVENTS))
                .isEqualTo(unreadable(users))
                .isNotEmpty();
    }

    private static void rejectionsAddUp(FoldCluster cluster, Ledger<RejectedEventV1> rejected) {
        assertThat(
                        cluster.query(
                                "select id::text from rejected_event order by id::text",
                                row -> row.getString(1)))
                .isEqualTo(
                        rejected.messages().stream()
                                .map(it -> it.id().toString())
                                .sorted()
                                .toList())
                .isNotEmpty();
        assertThat(quarantined(cluster, Topic.REJECTED_EVENTS))
                .isEqualTo(unreadable(rejected))
                .isNotEmpty();
    }

    /** Whose each id is, as all records together say. */
    private static Map<String, String> accounts(Ledger<Message> users) {
        var accounts = new HashMap<String, String>();
        for (Message message : users.messages()) {
            if (message instanceof IdentityLinkedV1 link) {
                accounts.put(link.userId(), link.accountId().value());
            }
        }
        for (Message message : users.messages()) {
            if (message instanceof IdentityMergedV1 merge) {
                Optional.ofNullable(accounts.get(merge.userId()))
                        .ifPresent(account -> accounts.put(merge.previousId(), account));
            }
        }
        return accounts;
    }

    private static List<String> unreadable(Ledger<?> ledger) {
        return ledger.inOrder().values().stream()
                .flatMap(List::stream)
                .filter(it -> it.message() == null)
                .map(it -> it.partition() + "/" + it.offset())
                .sorted()
                .toList();
    }

    private static List<String> quarantined(FoldCluster cluster, Topic topic) {
        return cluster
                .query(
                        "select part || '/' || record_offset from quarantine where topic = '%s'"
                                .formatted(topic.topicName()),
                        row -> row.getString(1))
                .stream()
                .sorted()
                .toList();
    }

    private static void settle(FoldCluster cluster, String positions, Ledger<?> ledger) {
        await(positions + " leads to the end")
                .atMost(PATIENCE)
                .until(() -> read(cluster, positions) == ledger.size());
    }

    /** How many records have been read; none before there is a table. */
    private static long read(FoldCluster cluster, String positions) {
        boolean isMigrated =
                cluster.number(
                                "select count(*) from pg_tables where tablename = '%s'"
                                        .formatted(positions))
                        > 0;
        return isMigrated
                ? cluster.number("select coalesce(sum(next_offset), 0) from " + positions)
                : 0;
    }
}

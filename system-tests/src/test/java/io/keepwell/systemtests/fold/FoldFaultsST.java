package io.keepwell.systemtests.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.infra.KafkaProcess;
import io.keepwell.model.Topic;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.systemtests.KillableService;
import io.keepwell.systemtests.Measured;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to it under load, the fold folds each event once, tells each change once, and
 * goes on by itself.
 */
class FoldFaultsST {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration TAKEOVER_MAX = Duration.ofSeconds(20);
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final int KILLS = 10;

    /** So that nobody waits long for a killed owner. */
    private static final Map<String, String> IMPATIENT = Map.of("scoring.session-timeout", "2s");

    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @TempDir private Path folder = Path.of("");

    @Test
    void shouldFoldEachEventOnceWhenItIsKilledAgainAndAgain() {
        var ledger = new Ledger<CustomerEventV1>();
        try (FoldCluster cluster = FoldCluster.start(folder)) {
            // Given
            try (Backlog<?> _ = EventLoad.start(cluster, ledger, SEED)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    long before = cluster.folded();
                    KillableService service = cluster.service("killed-" + kill, IMPATIENT);
                    await().atMost(PATIENCE).until(() -> cluster.folded() > before);
                    if (kill % 2 == 1) {
                        await().atMost(PATIENCE)
                                .pollDelay(Duration.ZERO)
                                .pollInterval(OFTEN)
                                .until(() -> isInTransaction(cluster, backends(cluster)));
                    }

                    // When
                    service.kill();

                    // Then
                    assertThat(cluster.folded()).isBetween(before + 1, ledger.size() - 1L);
                }
                cluster.service("last", IMPATIENT).awaitReady();
            }
            addsUp(cluster, ledger);
        }
    }

    @Test
    void shouldLetAPausedOwnerWriteNoMoreOnceAnotherHasTakenOver() {
        var ledger = new Ledger<CustomerEventV1>();
        try (FoldCluster cluster = FoldCluster.start(folder)) {
            // Given
            try (Backlog<?> _ = EventLoad.start(cluster, ledger, SEED)) {
                KillableService owner = cluster.service("owner").awaitReady();
                cluster.awaitProgress();
                List<Integer> backends = backends(cluster);
                KillableService second = cluster.service("second").awaitReady();
                cluster.awaitProgress();
                await().atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(OFTEN)
                        .until(() -> isPausedInTransaction(owner, cluster, backends));

                // When
                Duration first = takeover(cluster, owner);
                cluster.awaitProgress();
                owner.pause();
                Duration again = takeover(cluster, owner);

                // Then
                Measured.note("taken over from a paused transaction after", first);
                Measured.note("taken over after", again);
                assertThat(owner.said()).contains("the fold begins again");
                assertThat(second.said()).doesNotContain("the fold begins again");
            }
            addsUp(cluster, ledger);
        }
    }

    @Test
    void shouldNeitherSkipNorRepeatAnEventWhenATakeoverFailsWithinARebalance() throws Exception {
        var ledger = new Ledger<CustomerEventV1>();
        try (FoldCluster cluster = FoldCluster.start(folder)) {
            // Given
            try (Backlog<?> _ = EventLoad.start(cluster, ledger, SEED)) {
                KillableService first = cluster.service("first", IMPATIENT).awaitReady();
                cluster.awaitProgress();
                first.kill();
                Map<Integer, FoldCluster.Position> before = cluster.positions();
                try (Connection blocker = cluster.connect()) {
                    blocker.setAutoCommit(false);
                    FoldCluster.query(
                            blocker,
                            "select 1 from fold_partition where part = 3 for update",
                            row -> row.getInt(1));

                    // When
                    KillableService second = cluster.service("second", IMPATIENT);
                    // Each attempt takes the partitions before the locked one.
                    await().atMost(PATIENCE)
                            .until(() -> epoch(cluster, 0) >= position(before, 0).epoch() + 3);

                    // Then
                    assertThat(second.health().body()).contains("could not be taken over");
                    assertThat(cluster.positions())
                            .allSatisfy((part, position) ->
                                    assertThat(position.nextOffset())
                                            .isEqualTo(position(before, part).nextOffset()));
                    blocker.rollback();
                }
                cluster.awaitProgress();
            }
            addsUp(cluster, ledger);
        }
    }

    @Test
    void shouldGoOnWhereItCommittedWhenTheDatabaseCrashes() {
        var ledger = new Ledger<CustomerEventV1>();
        try (FoldCluster cluster = FoldCluster.start(folder)) {
            // Given
            try (Backlog<?> _ = EventLoad.start(cluster, ledger, SEED)) {
                KillableService service = cluster.service("fold").awaitReady();
                for (int crash = 0; crash < 2; crash++) {
                    cluster.awaitProgress();

                    // When
                    cluster.infra().postgres().crash();
                    await().atMost(PATIENCE).until(() -> service.health().statusCode() != 200);
                    cluster.infra().postgres().start();

                    // Then
                    cluster.awaitProgress();
                    service.awaitReady();
                }
            }
            addsUp(cluster, ledger);
        }
    }

    @Test
    void shouldGoOnWhereItCommittedWhenTheBrokerIsStoppedAndWhenItIsKilled() {
        var ledger = new Ledger<CustomerEventV1>();
        try (FoldCluster cluster = FoldCluster.start(folder)) {
            // Given
            try (Backlog<?> _ = EventLoad.start(cluster, ledger, SEED)) {
                KillableService service = cluster.service("fold").awaitReady();
                cluster.awaitProgress();

                // When
                cluster.infra().kafka().stop();
                KafkaProcess broker = cluster.broker();

                // Then
                cluster.awaitProgress();
                service.awaitReady();

                // When
                broker.kill();
                var _ = cluster.broker();

                // Then
                cluster.awaitProgress();
                service.awaitReady();
            }
            addsUp(cluster, ledger);
        }
    }

    @Test
    void shouldHandPartitionsOverWhenAServiceLeavesAndComesBack() {
        var ledger = new Ledger<CustomerEventV1>();
        try (FoldCluster cluster = FoldCluster.start(folder)) {
            // Given
            try (Backlog<?> _ = EventLoad.start(cluster, ledger, SEED)) {
                KillableService stays = cluster.service("stays");
                KillableService leaves = cluster.service("leaves");
                stays.awaitReady();
                for (int turn = 0; turn < 2; turn++) {
                    leaves.awaitReady();
                    cluster.awaitProgress();
                    Map<Integer, FoldCluster.Position> before = cluster.positions();

                    // When
                    leaves.terminate();

                    // Then
                    await().atMost(TAKEOVER_MAX).until(() -> isTakenOver(cluster, before));
                    Map<Integer, FoldCluster.Position> alone = cluster.positions();
                    leaves = cluster.service("leaves-" + turn);
                    await().atMost(PATIENCE).until(() -> isTakenOver(cluster, alone));
                }
                assertThat(stays.said()).doesNotContain("the fold begins again");
            }
            addsUp(cluster, ledger);
        }
    }

    @Test
    void shouldHaltAndSayWhyWhenTheTopicWasMadeAnew() throws Exception {
        var ledger = new Ledger<CustomerEventV1>();
        try (FoldCluster cluster = FoldCluster.start(folder)) {
            // Given
            KillableService service = cluster.service("fold").awaitReady();
            EventLoad.burst(cluster, ledger, SEED, 200);
            addsUp(cluster, ledger);
            List<String> before = folded(cluster);

            // When
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
                admin.deleteTopics(List.of(Topic.CUSTOMER_EVENTS.topicName())).all().get();
                await().atMost(PATIENCE)
                        .until(() ->
                                !admin.listTopics()
                                        .names()
                                        .get()
                                        .contains(Topic.CUSTOMER_EVENTS.topicName()));
            }
            cluster.initialise();
            // More than there were: the old position leads somewhere.
            EventLoad.burst(cluster, new Ledger<CustomerEventV1>(), SEED + 1, 2_000);

            // Then
            await().atMost(PATIENCE)
                    .until(() -> service.health().body().contains("deleted and made anew"));
            assertThat(service.health().statusCode()).isEqualTo(503);
            assertThat(folded(cluster)).isEqualTo(before);
        }
    }

    private static void addsUp(FoldCluster cluster, Ledger<CustomerEventV1> ledger) {
        FoldChecks.addUp(cluster, ledger, SEED);
    }

    /**
     * How long it takes until others fold all partitions; the owner, which is paused, then rejoins.
     */
    private static Duration takeover(FoldCluster cluster, KillableService owner) {
        Instant paused = Instant.now();
        Map<Integer, FoldCluster.Position> before = cluster.positions();
        await().atMost(TAKEOVER_MAX).until(() -> isTakenOver(cluster, before));
        Duration takeover = Duration.between(paused, Instant.now());
        Map<Integer, FoldCluster.Position> taken = cluster.positions();
        owner.resume();
        await().atMost(PATIENCE).until(() -> isTakenOver(cluster, taken));
        owner.awaitReady();
        return takeover;
    }

    /** Whether each partition has a new owner, which has folded something. */
    private static boolean isTakenOver(
            FoldCluster cluster, Map<Integer, FoldCluster.Position> before) {
        return cluster.positions().entrySet().stream()
                .allMatch(it ->
                        it.getValue().epoch() > position(before, it.getKey()).epoch()
                                && it.getValue().nextOffset()
                                        > position(before, it.getKey()).nextOffset());
    }

    private static boolean isPausedInTransaction(
            KillableService service, FoldCluster cluster, List<Integer> backends) {
        service.pause();
        if (isInTransaction(cluster, backends)) {
            return true;
        }
        service.resume();
        return false;
    }

    /** Whether one of these holds a partition's row and waits for its client. */
    private static boolean isInTransaction(FoldCluster cluster, List<Integer> backends) {
        return cluster
                .query(
                        """
                        select a.pid
                          from pg_stat_activity a
                          join pg_locks l on l.pid = a.pid
                         where a.state = 'idle in transaction' and l.granted
                           and l.relation = 'fold_partition'::regclass
                           and l.mode = 'RowExclusiveLock'
                        """,
                        row -> row.getInt(1))
                .stream()
                .anyMatch(backends::contains);
    }

    /** The services' connections, as the database knows them. */
    private static List<Integer> backends(FoldCluster cluster) {
        return cluster.query(
                "select pid from pg_stat_activity where usename = 'keepwell_scoring'",
                row -> row.getInt(1));
    }

    private static long epoch(FoldCluster cluster, int partition) {
        return position(cluster.positions(), partition).epoch();
    }

    private static FoldCluster.Position position(
            Map<Integer, FoldCluster.Position> positions, int partition) {
        return positions.getOrDefault(partition, FoldCluster.NOWHERE);
    }

    private static List<String> folded(FoldCluster cluster) {
        return cluster.query(
                "select concat_ws(' ', part, next_offset, accepted, folded) from fold_partition"
                        + " order by part, topic_id",
                row -> row.getString(1));
    }
}

package io.keepwell.systemtests.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.infra.PostgresServer;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.systemtests.KillableService;
import io.keepwell.systemtests.Measured;
import io.keepwell.systemtests.fold.CommitCutter.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Owners that come, go and fight, connections that break at the worst moment, floods: what is
 * stored and published is what the log says, and the fold goes on by itself.
 */
class FoldStormsST {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** More than a killed owner's session lasts under either protocol, on a busy machine. */
    private static final Duration STILL_MAX = Duration.ofSeconds(20);

    private static final int GUESTS = 5;
    private static final int GUESTS_AT_ONCE = 2;
    private static final int TURNS_OF_RIVALS = 12;
    private static final int CUTS = 8;
    private static final int FLOOD = 4_000;
    private static final String SESSION = "scoring.session-timeout";
    private static final String SHORT = "2s";
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void shouldFoldEachEventOnceWhileServicesComeAndGo(String protocol) {
        var ledger = new Ledger<CustomerEventV1>();
        var settings = Map.of(SESSION, SHORT, "kafka.group.protocol", protocol);
        try (FoldCluster cluster = FoldCluster.start(folder)) {
            // Given
            try (Backlog<?> _ = EventLoad.start(cluster, ledger, SEED)) {
                KillableService stays = cluster.service("stays", settings).awaitReady();
                cluster.awaitProgress();
                var guests = new ArrayDeque<KillableService>();
                var stillness = new Stillness(cluster);

                // When
                for (int guest = 0; guest < GUESTS; guest++) {
                    guests.addLast(cluster.service("guest-" + guest, settings));
                    if (guests.size() > GUESTS_AT_ONCE) {
                        leave(guests.removeFirst(), guest % 2 == 0);
                    }
                    stillness.until(guests.getLast());
                }
                stillness.until(stays);

                // Then
                Measured.note(protocol + " storm, longest without a commit", stillness.longest);
                assertThat(stillness.longest).isLessThan(STILL_MAX);
            }
            FoldChecks.addUp(cluster, ledger, SEED);
        }
    }

    @Test
    void shouldFoldEachEventOnceWhenTwoServicesOwnEveryPartitionAtOnce() {
        var ledger = new Ledger<CustomerEventV1>();
        try (FoldCluster cluster = FoldCluster.start(folder)) {
            // Given
            try (Backlog<?> _ = EventLoad.start(cluster, ledger, SEED)) {
                KillableService owner = cluster.service("owner").awaitReady();
                cluster.awaitProgress();
                long before = cluster.folded();
                long epochs = epochs(cluster);

                // When: Kafka assigns all partitions to each of two groups
                KillableService rival =
                        cluster.service("rival", Map.of("scoring.group", "keepwell-rival"));
                await().atMost(PATIENCE)
                        .until(() ->
                                epochs(cluster)
                                        >= epochs + TURNS_OF_RIVALS * FoldCluster.PARTITIONS);

                // Then
                assertThat(cluster.folded()).as("somebody always wins").isGreaterThan(before);
                rival.terminate();
                cluster.awaitProgress();
                owner.awaitReady();
                assertThat(owner.said()).contains("the fold begins again", "fenced");
                assertThat(rival.said()).contains("the fold begins again", "fenced");
            }
            FoldChecks.addUp(cluster, ledger, SEED);
        }
    }

    @Test
    void shouldFoldEachEventOnceWhenConnectionsBreakAtCommit() {
        var ledger = new Ledger<CustomerEventV1>();
        try (FoldCluster cluster = FoldCluster.start(folder);
                CommitCutter cutter = cutter(cluster)) {
            // Given
            try (Backlog<?> _ = EventLoad.start(cluster, ledger, SEED)) {
                KillableService service =
                        cluster.service(
                                        "fold",
                                        Map.of(
                                                "scoring.database",
                                                cutter.address() + "/keepwell_scoring"))
                                .awaitReady();

                // When
                for (int cut = 1; cut <= CUTS; cut++) {
                    for (Moment moment : Moment.values()) {
                        int wanted = cut;
                        cutter.cutNext(moment);
                        await().atMost(PATIENCE).until(() -> cutter.cuts(moment) == wanted);
                        long folded = cluster.folded();
                        await().atMost(PATIENCE).until(() -> cluster.folded() > folded);
                    }
                }

                // Then
                service.awaitReady();
                assertThat(service.said()).contains("the fold begins again");
            }
            FoldChecks.addUp(cluster, ledger, SEED);
        }
    }

    @Test
    void shouldCountACopyAndWhatIsTooLateForNothingHoweverMuchOfThemComes() {
        var ledger = new Ledger<CustomerEventV1>();
        try (FoldCluster cluster = FoldCluster.start(folder)) {
            // Given
            KillableService service = cluster.service("fold").awaitReady();

            // When
            FloodLoad.burst(cluster, ledger, SEED, FLOOD);

            // Then
            FoldChecks.addUp(cluster, ledger, SEED);
            assertThat(
                            cluster.query(
                                    """
                                    select least(sum(folded), sum(duplicate), sum(too_late),
                                                 sum(quarantined))
                                      from fold_partition
                                    """,
                                    row -> row.getLong(1)))
                    .as("there were some of each fate")
                    .allSatisfy(it -> assertThat(it).isGreaterThan(FLOOD / 100));
            assertThat(service.said()).doesNotContain("the fold begins again");
        }
    }

    private static CommitCutter cutter(FoldCluster cluster) {
        PostgresServer postgres = cluster.infra().postgres();
        return new CommitCutter(postgres.host(), postgres.port());
    }

    private static void leave(KillableService guest, boolean suddenly) {
        if (suddenly) {
            guest.kill();
        } else {
            guest.terminate();
        }
    }

    private static long epochs(FoldCluster cluster) {
        return cluster.positions().values().stream().mapToLong(FoldCluster.Position::epoch).sum();
    }

    /** How long nothing was folded at most, while one waited for services. */
    private static final class Stillness {

        private final FoldCluster cluster;
        private long folded;
        private Instant since = Instant.now();
        private Duration longest = Duration.ZERO;

        Stillness(FoldCluster cluster) {
            this.cluster = cluster;
        }

        /** Waits until a service is ready, and something has been folded meanwhile. */
        void until(KillableService service) {
            long before = cluster.folded();
            await().atMost(PATIENCE)
                    .conditionEvaluationListener(_ -> service.requireAlive())
                    .until(() -> look() > before && service.health().statusCode() == 200);
        }

        private long look() {
            long now = cluster.folded();
            if (now > folded) {
                folded = now;
                since = Instant.now();
            }
            Duration still = Duration.between(since, Instant.now());
            longest = still.compareTo(longest) > 0 ? still : longest;
            return now;
        }
    }
}

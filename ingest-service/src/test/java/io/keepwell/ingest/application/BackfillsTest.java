package io.keepwell.ingest.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.ingest.domain.backfill.BackfillRuns;
import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.SourceName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class BackfillsTest {

    private static final Instant NOW = Instant.parse("2026-11-03T09:15:30Z");
    private static final SourceName CRM = new SourceName("crm");

    private final FakeLog log = new FakeLog();
    private final Backfills backfills =
            new Backfills(
                    log,
                    new BackfillRuns("0123456789abcdef0123456789abcdef"),
                    InstantSource.fixed(NOW),
                    () -> new UUID(1, 2));

    @Test
    void shouldMarkTheBeginningOnEveryPartition() {
        String run = marked(backfills.open(CRM, null));

        assertThat(log.messages())
                .containsExactly(
                        new BackfillOpenedV1(run, 0, CRM, NOW),
                        new BackfillOpenedV1(run, 1, CRM, NOW),
                        new BackfillOpenedV1(run, 2, CRM, NOW));
        assertThat(log.timestamps()).containsExactly(NOW);
    }

    @Test
    void shouldGiveTheSameKeyTheSameRun() {
        String run = marked(backfills.open(CRM, "import-7"));

        assertThat(marked(backfills.open(CRM, "import-7"))).isEqualTo(run);
    }

    @Test
    void shouldMarkTheEndOnEveryPartition() {
        String run = marked(backfills.open(CRM, null));

        assertThat(marked(backfills.close(CRM, run))).isEqualTo(run);
        assertThat(log.of(BackfillClosedV1.class))
                .containsExactly(
                        new BackfillClosedV1(run, 0, CRM, NOW),
                        new BackfillClosedV1(run, 1, CRM, NOW),
                        new BackfillClosedV1(run, 2, CRM, NOW));
    }

    @Test
    void shouldNotCloseTheRunOfAnotherSource() {
        String run = marked(backfills.open(CRM, null));
        log.clear();

        assertThat(result(backfills.close(new SourceName("desk"), run)))
                .isEqualTo(new Backfills.Result.Unknown());
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void shouldPromiseNoRunThatTheLogHasNotAcknowledged() {
        log.fail();

        assertThat(result(backfills.open(CRM, null))).isEqualTo(new Backfills.Result.Unavailable());
    }

    private static String marked(CompletionStage<Backfills.Result> asked) {
        return ((Backfills.Result.Marked) result(asked)).id();
    }

    private static Backfills.Result result(CompletionStage<Backfills.Result> asked) {
        return asked.toCompletableFuture().join();
    }
}

package io.keepwell.runtime.outbox;

import static io.keepwell.runtime.outbox.OutboxFixture.SHARD;
import static io.keepwell.runtime.outbox.OutboxFixture.WAIT_MAX;
import static io.keepwell.runtime.outbox.OutboxFixture.expectedIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.keepwell.runtime.outbox.Failpoint.Step;
import io.keepwell.runtime.sql.Await;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxRelayIT {

    private static final Duration NEVER = Duration.ofMinutes(5);

    private final OutboxFixture fixture;

    OutboxRelayIT() {
        fixture = new OutboxFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldPublishEveryRowOnceAndInOrderWhileManyWrite()
            throws ExecutionException, InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        List<String> accounts = IntStream.range(0, 5).mapToObj(n -> "account-" + n).toList();
        var _ = fixture.sql("create table account (key text primary key, next int not null)");
        accounts.forEach(key -> fixture.sql("insert into account values ('%s', 0)".formatted(key)));
        OutboxRelay relay = fixture.start(fixture.settings().withBatchRows(20), Failpoint.NONE);
        List<Callable<Integer>> writers =
                IntStream.range(0, 4)
                        .<Callable<Integer>>mapToObj(
                                n -> () -> writeForAll(relay, accounts, 40, seed + n))
                        .toList();

        int written = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
            for (Future<Integer> writer : threads.invokeAll(writers)) {
                written += writer.get();
            }
        }
        fixture.awaitEmptyOutbox();

        for (String account : accounts) {
            List<String> ids = fixture.ids(account);
            assertThat(ids)
                    .as("rerun with -Dseed=%d", seed)
                    .containsExactlyElementsOf(expectedIds(account, ids.size()));
        }
        assertThat(fixture.records()).hasSize(written);
        assertThat(fixture.counted("keepwell.outbox.published")).isEqualTo(written);
        assertThat(fixture.counted("keepwell.outbox.failures")).isZero();
    }

    @Test
    void shouldSendTheSameMessageThatWasWritten() {
        OutboxRow row = fixture.row("account", 7);
        fixture.start();

        fixture.write(List.of(row));
        fixture.awaitEmptyOutbox();

        assertThat(fixture.records())
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.key()).isEqualTo("account");
                    assertThat(record.value()).isEqualTo(row.value());
                    assertThat(record.timestamp()).isEqualTo(row.recordedAt().toEpochMilli());
                    assertThat(record.headers()).isEqualTo(row.producerRecord().headers());
                });
    }

    @Test
    void shouldWakeWhenItIsCalled() {
        RelaySettings sleepy =
                fixture.settings().withTakeoverAfter(NEVER.multipliedBy(2)).withPollEvery(NEVER);
        OutboxRelay relay = fixture.start(sleepy, Failpoint.NONE);
        await().atMost(WAIT_MAX).until(() -> isPublishing(relay));

        fixture.write(fixture.rows("account", 3));
        relay.wake(SHARD);

        fixture.awaitEmptyOutbox();
        fixture.requireInOrder("account", 3);
    }

    @Test
    void shouldMakeNoMoreTransactionsASecondThanTwentyOfRowsThatComeOneByOne() {
        // Given
        var transactions = new AtomicInteger();
        OutboxRelay relay =
                fixture.start(
                        fixture.settings(),
                        step -> transactions.addAndGet(step == Step.COMMITTED ? 1 : 0));
        await().atMost(WAIT_MAX).until(() -> isPublishing(relay));
        long begun = System.nanoTime();

        // When
        for (OutboxRow row : fixture.rows("account", 100)) {
            fixture.write(List.of(row));
            relay.wake(SHARD);
        }
        fixture.awaitEmptyOutbox();

        // Then
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        assertThat(transactions.get()).isBetween(1, 2 + (int) (millis / 50));
        fixture.requireInOrder("account", 100);
    }

    @Test
    void shouldNotSkipARowThatCommitsLate() {
        fixture.start();
        PgConnection late = fixture.connection();
        Transaction open = Await.result(late.begin(), WAIT_MAX);
        Await.result(Outbox.insert(late, fixture.rows("late", 1)), WAIT_MAX);
        fixture.write(fixture.rows("early", 1));
        await().atMost(WAIT_MAX).until(() -> fixture.ids("early").size() == 1);
        assertThat(fixture.ids("late")).isEmpty();

        Await.result(open.commit(), WAIT_MAX);

        await().atMost(WAIT_MAX).untilAsserted(() -> assertThat(fixture.ids("late")).hasSize(1));
        fixture.awaitEmptyOutbox();
        assertThat(fixture.records()).hasSize(2);
        Await.result(late.close(), WAIT_MAX);
    }

    @Test
    void shouldSendTheSameIdsAgainWhenARelayIsLostBetweenCommitAndDeletion() {
        var hold = new Hold(Step.COMMITTED);
        OutboxRelay lost = fixture.start(fixture.settings(), hold);
        fixture.write(fixture.rows("account", 5));
        hold.awaitReached();
        fixture.cutTheRelaysConnection();
        fixture.write(List.of(fixture.row("account", 5)));

        OutboxRelay next = fixture.start();
        fixture.awaitEmptyOutbox();

        List<String> first = expectedIds("account", 5);
        assertThat(fixture.ids("account"))
                .containsExactlyElementsOf(
                        Stream.concat(first.stream(), expectedIds("account", 6).stream()).toList());
        fixture.requireInOrder("account", 6);
        hold.letGo();
        await().atMost(WAIT_MAX).until(() -> isWaiting(lost));
        assertThat(isPublishing(next)).isTrue();
    }

    @Test
    void shouldLeaveAShardToOneRelayUntilItIsClosed() {
        OutboxRelay first = fixture.start();
        await().atMost(WAIT_MAX).until(() -> isPublishing(first));
        OutboxRelay second = fixture.start();
        fixture.write(fixture.rows("one", 3));
        fixture.awaitEmptyOutbox();
        assertThat(isWaiting(second)).isTrue();
        assertThat(second.isHealthy()).isTrue();

        first.close();

        assertThat(first.states().get(SHARD)).isEqualTo(new RelayState.Ended());
        assertThat(first.isHealthy()).isFalse();
        fixture.write(fixture.rows("two", 3));
        fixture.awaitEmptyOutbox();
        assertThat(isPublishing(second)).isTrue();
        assertThat(fixture.ids("one")).containsExactlyElementsOf(expectedIds("one", 3));
        assertThat(fixture.ids("two")).containsExactlyElementsOf(expectedIds("two", 3));
    }

    @Test
    void shouldFenceARelayThatWakesAfterItsShardWasTaken() {
        var hold = new Hold(Step.SENT);
        RelaySettings impatient = fixture.settings().withTakeoverAfter(Duration.ofSeconds(1));
        OutboxRelay paused = fixture.start(impatient, hold);
        fixture.write(fixture.rows("account", 5));
        hold.awaitReached();
        OutboxRelay next = fixture.start();
        await().atMost(WAIT_MAX).until(() -> isPublishing(next));
        fixture.awaitEmptyOutbox();

        hold.letGo();

        await().atMost(WAIT_MAX).until(() -> isWaiting(paused));
        assertThat(fixture.ids("account")).containsExactlyElementsOf(expectedIds("account", 5));
    }

    @Test
    void shouldBeFencedEvenIfItDoesNotKnowThatItsConnectionIsGone() {
        var settings = fixture.kafka();
        String id = fixture.service + "-outbox-" + SHARD;
        List<StoredRow> rows = List.of(new StoredRow(1, fixture.row("zombie", 0)));
        try (var zombie = new RowProducer(settings, id)) {
            fixture.start();
            fixture.write(fixture.rows("account", 1));
            fixture.awaitEmptyOutbox();

            assertThatThrownBy(() -> zombie.publish(rows, () -> {}))
                    .isInstanceOf(KafkaException.class);
        }
        assertThat(fixture.ids("zombie")).isEmpty();
    }

    @Test
    void shouldParkARowThatIsTooLargeAndPublishTheOthers() {
        fixture.start();
        List<OutboxRow> rows = new ArrayList<>(fixture.rows("account", 3));
        rows.add(1, fixture.rowOf("large", 0, 2_000_000));

        fixture.write(rows);
        fixture.awaitEmptyOutbox();

        assertThat(fixture.ids("account")).containsExactlyElementsOf(expectedIds("account", 3));
        Row parked = fixture.sql("select key, error from outbox_parked").iterator().next();
        assertThat(parked.getString("key")).isEqualTo("large");
        assertThat(parked.getString("error")).contains("RecordTooLargeException");
        assertThat(fixture.counted("keepwell.outbox.parked")).isEqualTo(1);
        assertThat(fixture.count("outbox_parked")).isEqualTo(1);
    }

    @Test
    void shouldParkOnlyTheRowThatIsToBlameWhenABrokerRefusesABatch() {
        fixture.start();
        List<OutboxRow> rows = new ArrayList<>(fixture.rows("account", 9));
        Instant tomorrow = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofDays(1));
        rows.add(5, fixture.rowAt("account", 100, tomorrow));

        fixture.write(rows);
        fixture.awaitEmptyOutbox();

        assertThat(fixture.ids("account")).containsExactlyElementsOf(expectedIds("account", 9));
        assertThat(fixture.count("outbox_parked")).isEqualTo(1);
    }

    @Test
    void shouldReadNoMoreBytesAtOnceThanItMayHold() {
        fixture.start();

        fixture.write(
                IntStream.range(0, 20).mapToObj(n -> fixture.rowOf("big", n, 900_000)).toList());

        fixture.awaitEmptyOutbox();
        assertThat(fixture.records()).hasSize(20);
    }

    @Test
    void shouldFinishTheTransactionInHandWhenItIsClosed() {
        var hold = new Hold(Step.COMMITTED);
        OutboxRelay relay = fixture.start(fixture.settings(), hold);
        fixture.write(fixture.rows("account", 3));
        hold.awaitReached();

        Thread closer = Thread.ofPlatform().start(relay::close);
        await().atMost(WAIT_MAX).until(() -> closer.getState() == Thread.State.TIMED_WAITING);
        hold.letGo();

        await().atMost(WAIT_MAX).until(() -> !closer.isAlive());
        assertThat(fixture.count("outbox")).isZero();
        assertThat(relay.states().get(SHARD)).isEqualTo(new RelayState.Ended());
    }

    @Test
    void shouldGoOnAfterItsConnectionIsCut() {
        OutboxRelay relay = fixture.start();
        fixture.write(fixture.rows("account", 1));
        fixture.awaitEmptyOutbox();

        fixture.cutTheRelaysConnection();
        fixture.write(List.of(fixture.row("account", 1)));

        fixture.awaitEmptyOutbox();
        fixture.requireInOrder("account", 2);
        await().atMost(WAIT_MAX).until(relay::isHealthy);
    }

    @Test
    void shouldTellTheAgeOfTheOldestRow() {
        var hold = new Hold(Step.SENT);
        fixture.start(fixture.settings(), hold);
        Instant hourAgo = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(1));

        fixture.write(List.of(fixture.rowAt("account", 0, hourAgo)));
        hold.awaitReached();

        assertThat(lag()).isBetween(Duration.ofHours(1), Duration.ofHours(2));
        hold.letGo();
        await().atMost(WAIT_MAX).until(() -> lag().isZero());
    }

    private Duration lag() {
        return Duration.ofMillis(
                (long)
                        fixture.meters
                                .get("keepwell.outbox.lag")
                                .timeGauge()
                                .value(TimeUnit.MILLISECONDS));
    }

    /** Each transaction locks an account, takes its next numbers, and writes as many rows. */
    private int writeForAll(OutboxRelay relay, List<String> accounts, int transactions, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        PgConnection connection = fixture.connection();
        int written = 0;
        for (int done = 0; done < transactions; done++) {
            String account = accounts.get(random.nextInt(accounts.size()));
            int count = 1 + random.nextInt(5);
            Transaction transaction = Await.result(connection.begin(), WAIT_MAX);
            int next =
                    Await.result(
                                    connection
                                            .preparedQuery(
                                                    "update account set next = next + $2 where key"
                                                            + " = $1 returning next")
                                            .execute(Tuple.of(account, count)),
                                    WAIT_MAX)
                            .iterator()
                            .next()
                            .getInteger(0);
            List<OutboxRow> rows =
                    IntStream.range(next - count, next)
                            .mapToObj(n -> fixture.row(account, n))
                            .toList();
            Await.result(Outbox.insert(connection, rows), WAIT_MAX);
            Await.result(transaction.commit(), WAIT_MAX);
            relay.wake(SHARD);
            written += count;
        }
        Await.result(connection.close(), WAIT_MAX);
        return written;
    }

    private static boolean isPublishing(OutboxRelay relay) {
        return relay.states().containsValue(new RelayState.Publishing());
    }

    private static boolean isWaiting(OutboxRelay relay) {
        return relay.states().containsValue(new RelayState.Waiting());
    }
}

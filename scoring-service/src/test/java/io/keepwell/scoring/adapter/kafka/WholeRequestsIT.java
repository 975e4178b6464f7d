package io.keepwell.scoring.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.AccountId;
import io.keepwell.model.Topic;
import io.keepwell.model.event.BackfillClosedV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.Message;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.Log;
import io.keepwell.scoring.ReadingInfra;
import io.keepwell.scoring.application.fold.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a consumer that is handed one record a poll, unless a test says otherwise. */
class WholeRequestsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final TopicPartition PARTITION =
            new TopicPartition(Topic.CUSTOMER_EVENTS.topicName(), 2);
    private static final AccountId ACME = new AccountId("acme");
    private static final AccountId GLOBEX = new AccountId("globex");

    private static final long MEGABYTE = 1024 * 1024;
    private static final WholeRequests.AtATime AT_A_TIME =
            new WholeRequests.AtATime(1, 1, 1_000, MEGABYTE);

    private final AtomicInteger rebalances = new AtomicInteger();
    private final AtomicInteger rewinds = new AtomicInteger();
    private final Log log = new Log();
    private final Consumer<String, byte[]> consumer = consumer(1);
    private final WholeRequests requests = requests(consumer, AT_A_TIME);

    @BeforeAll
    static void prepare() {
        var _ = new ReadingInfra().start();
    }

    @BeforeEach
    void beginAtTheEnd() {
        beginAtTheEnd(consumer);
    }

    private static void beginAtTheEnd(Consumer<String, byte[]> consumer) {
        consumer.assign(List.of(PARTITION));
        consumer.seekToEnd(List.of(PARTITION));
        consumer.position(PARTITION);
    }

    @AfterEach
    void close() {
        consumer.close();
        log.close();
    }

    @Test
    void shouldReadTheEventsOfARequestTogether() {
        send(ACME, true);
        send(GLOBEX, true);
        send(ACME, true);
        send(GLOBEX, false);
        send(ACME, false);
        send(ACME, false);
        log.flush();

        assertThat(next()).hasSize(5);
        assertThat(next()).hasSize(1);
    }

    @Test
    void shouldGoOnWithoutTheRestOfARequestThatNeverComes() {
        send(ACME, true);
        send(ACME, true);
        log.flush();

        assertThat(next()).hasSize(2);
    }

    @Test
    void shouldReadWhatIsAtHandUpToABatch() {
        WholeRequests two = requests(consumer, new WholeRequests.AtATime(1, 2, 1_000, MEGABYTE));
        send(ACME, false);
        send(GLOBEX, false);
        send(ACME, false);
        log.flush();

        assertThat(next(two)).hasSize(2);
        assertThat(next(two)).hasSize(1);
    }

    @Test
    void shouldReadWhatIsAtHandUpToSoManyAccounts() {
        WholeRequests two = requests(consumer, new WholeRequests.AtATime(1, 100, 2, MEGABYTE));
        send(ACME, false);
        send(ACME, false);
        send(GLOBEX, false);
        send(ACME, false);
        log.flush();

        assertThat(next(two)).hasSize(3);
        assertThat(next(two)).hasSize(1);
    }

    @Test
    void shouldGoOnWithoutTheRestOfRequestsOfTooManyAccounts() {
        WholeRequests few = requests(consumer, new WholeRequests.AtATime(1, 100, 1, MEGABYTE));
        send(ACME, true);
        send(GLOBEX, true);
        send(ACME, false);
        send(GLOBEX, false);
        log.flush();

        assertThat(next(few)).hasSize(2);
    }

    @Test
    void shouldGoOnWithoutTheRestOfWhatIsTooLarge() {
        WholeRequests few = requests(consumer, new WholeRequests.AtATime(1, 100, 1_000, 1));
        send(ACME, true);
        send(ACME, true);
        send(ACME, false);
        log.flush();

        assertThat(next(few)).hasSize(1);
        assertThat(next(few)).hasSize(1);
        assertThat(next(few)).hasSize(1);
    }

    @Test
    void shouldReadNothingBehindAClosingMark() {
        send(ACME, true);
        log.sendTo(
                PARTITION.partition(),
                new BackfillClosedV1(
                        "run", PARTITION.partition(), new SourceName("test"), Instant.EPOCH));
        send(ACME, false);
        log.flush();

        assertThat(next()).hasSize(2);
    }

    @Test
    void shouldReadAgainWhatWasPolledWithAClosingMark() {
        // Given a poll that holds a mark and what was sent after it
        try (Consumer<String, byte[]> many = consumer(100)) {
            beginAtTheEnd(many);
            var within = requests(many, new WholeRequests.AtATime(100, 100, 1_000, MEGABYTE));
            log.sendTo(
                    PARTITION.partition(),
                    new BackfillClosedV1(
                            "run", PARTITION.partition(), new SourceName("test"), Instant.EPOCH));
            send(ACME, false);
            send(GLOBEX, false);
            log.flush();

            // When
            List<LogRecord> read = next(within);
            List<LogRecord> rest = next(within);

            // Then
            assertThat(read).hasSize(1);
            assertThat(rest).hasSize(2);
        }
    }

    @Test
    void shouldBeginAnewWhenPartitionsComeOrGoWithinARequest() {
        // Given a rebalance in the second of two polls
        var within =
                new WholeRequests(
                        consumer,
                        AT_A_TIME,
                        System::nanoTime,
                        rebalances::getAndIncrement,
                        rewinds::incrementAndGet);
        send(ACME, true);
        send(ACME, false);
        log.flush();

        // When
        List<LogRecord> read = within.poll(SOON);

        // Then
        assertThat(read).isEmpty();
        assertThat(rewinds).hasValue(1);
    }

    @Test
    void shouldMakeNoMoreBatchesASecondThanTwentyOfWhatComesOneByOne() {
        // Given
        var within = requests(consumer, new WholeRequests.AtATime(1, 1_000, 1_000, MEGABYTE));
        int batches = 0;
        int records = 0;
        Instant begun = Instant.now();

        // When
        while (records < 200) {
            send(ACME, false);
            log.flush();
            List<LogRecord> read = within.poll(Duration.ofMillis(5));
            batches += read.isEmpty() ? 0 : 1;
            records += read.size();
            send(GLOBEX, false);
        }

        // Then
        long millis = Duration.between(begun, Instant.now()).toMillis();
        assertThat(batches).isBetween(1, 2 + (int) (millis / 50));
    }

    @Test
    void shouldGatherNothingForACallerWhoHasOtherWork() {
        // Given a batch just now, and a rebalance in each second poll
        var within =
                new WholeRequests(
                        consumer,
                        new WholeRequests.AtATime(2, 1_000, 1_000, MEGABYTE),
                        System::nanoTime,
                        rebalances::getAndIncrement,
                        rewinds::incrementAndGet);
        send(ACME, false);
        send(GLOBEX, false);
        log.flush();
        next(within);

        // When
        var read = new ArrayList<LogRecord>();
        await().pollInterval(Duration.ofMillis(1))
                .atMost(SOON)
                .until(() -> read.addAll(within.poll(Duration.ZERO)));

        // Then
        assertThat(read).hasSize(1);
        assertThat(rewinds).hasValue(0);
    }

    private WholeRequests requests(Consumer<String, byte[]> polled, WholeRequests.AtATime atATime) {
        return new WholeRequests(
                polled, atATime, System::nanoTime, rebalances::get, rewinds::incrementAndGet);
    }

    /** What comes next; a first poll may only fetch. */
    private List<LogRecord> next() {
        return next(requests);
    }

    private static List<LogRecord> next(WholeRequests requests) {
        var read = new ArrayList<LogRecord>();
        await().atMost(SOON).until(() -> read.addAll(requests.poll(Duration.ofMillis(200))));
        return read;
    }

    private void send(AccountId account, boolean doMoreFollow) {
        Message event = Log.event(account, "usage.session-started", Map.of());
        var record = ContractRecords.producerRecord(event, Instant.now(), PARTITION.partition());
        if (doMoreFollow) {
            ContractRecords.markMoreFollow(record);
        }
        log.send(record);
    }

    private static Consumer<String, byte[]> consumer(int recordsAPoll) {
        Map<String, Object> settings =
                new HashMap<>(ConsumerSettings.reader(ConfigProvider.getConfig()));
        settings.put("bootstrap.servers", ReadingInfra.servers());
        settings.put("max.poll.records", recordsAPoll);
        return FoldSessions.consumer(settings);
    }
}

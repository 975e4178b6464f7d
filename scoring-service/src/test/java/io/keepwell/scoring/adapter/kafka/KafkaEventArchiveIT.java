package io.keepwell.scoring.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.Topic;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.runtime.ContractRecords;
import io.keepwell.scoring.ReadingInfra;
import io.keepwell.scoring.application.EventArchive;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaEventArchiveIT {

    private static final Instant NOW = Instant.parse("2026-11-03T09:00:00Z");
    private static final String TOPIC = Topic.CUSTOMER_EVENTS.topicName();
    private static final int DENSE = 0;
    private static final int MIXED = 1;
    private static final int MANY = 100_000;

    private final KafkaArchive log = log(Map.of());
    private final KafkaEventArchive archive = new KafkaEventArchive(log);

    @BeforeAll
    static void prepare() {
        var _ = new ReadingInfra().start();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldReadAHundredThousandEventsInARow() {
        long first = publish(DENSE, MANY, Map.of());
        List<Long> offsets = LongStream.range(first, first + MANY).boxed().toList();
        var read = new ArrayList<Long>();

        archive.read(DENSE, offsets, it -> read.add(it.offset()));

        assertThat(read).isEqualTo(offsets);
    }

    @Test
    void shouldReadInOrderWhateverTheOrderOfAsking() {
        long first = publish(MIXED, 10, Map.of());

        assertThat(offsets(MIXED, List.of(first + 7, first, first + 3, first)))
                .containsExactly(first, first + 3, first + 7);
    }

    @Test
    void shouldPassOverWhatIsNotThere() {
        long first = publish(MIXED, 3, Map.of());

        assertThat(offsets(MIXED, List.of(first + 1, first + 1_000_000)))
                .containsExactly(first + 1);
        assertThat(offsets(MIXED, List.of())).isEmpty();
    }

    @Test
    void shouldPassOverMarksOfTransactionsAndRecordsThatAreNoEvents() {
        long first = publish(MIXED, 2, Map.of("transactional.id", "archive-test"));
        long after = publish(MIXED, 1, Map.of());
        send(
                Map.of(),
                List.of(
                        new ProducerRecord<>(
                                TOPIC,
                                MIXED,
                                "acme",
                                "no event".getBytes(StandardCharsets.UTF_8))));

        assertThat(offsets(MIXED, LongStream.rangeClosed(first, after + 1).boxed().toList()))
                .containsExactly(first, first + 1, after);
    }

    @Test
    void shouldPassOverWhatRetentionHasDeleted() throws ExecutionException, InterruptedException {
        int partition = 2;
        long first = publish(partition, 10, Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", ReadingInfra.servers()))) {
            var _ =
                    admin.deleteRecords(
                                    Map.of(
                                            new TopicPartition(TOPIC, partition),
                                            RecordsToDelete.beforeOffset(first + 6)))
                            .all()
                            .get();
        }

        assertThat(offsets(partition, LongStream.range(first, first + 10).boxed().toList()))
                .containsExactly(first + 6, first + 7, first + 8, first + 9);
    }

    @Test
    void shouldServeSeveralReadersAtATime() throws ExecutionException, InterruptedException {
        long first = publish(MIXED, 50, Map.of());
        List<Long> wanted = LongStream.range(first, first + 50).boxed().toList();

        try (var readers = Executors.newFixedThreadPool(8)) {
            var reads =
                    IntStream.range(0, 16)
                            .mapToObj(_ -> readers.submit(() -> offsets(MIXED, wanted)))
                            .toList();
            for (var read : reads) {
                assertThat(read.get()).isEqualTo(wanted);
            }
        }
    }

    @Test
    void shouldReadNoMoreOnceItIsClosed() {
        log.close();

        assertThatExceptionOfType(EventArchive.UnavailableException.class)
                .isThrownBy(() -> offsets(MIXED, List.of(0L)));
    }

    @Test
    void shouldSayThatTheLogIsAwayWithinABound() {
        var away = log(Map.of("bootstrap.servers", "localhost:1", "default.api.timeout.ms", 500));

        assertThatExceptionOfType(EventArchive.UnavailableException.class)
                .isThrownBy(() -> new KafkaEventArchive(away).read(MIXED, List.of(0L), _ -> {}));
        away.close();
    }

    private List<Long> offsets(int partition, List<Long> wanted) {
        var read = new ArrayList<Long>();
        archive.read(partition, wanted, it -> read.add(it.offset()));
        return read;
    }

    private static KafkaArchive log(Map<String, Object> others) {
        var settings = new HashMap<String, Object>();
        settings.putAll(ArchiveSettings.of(ConfigProvider.getConfig()));
        settings.put("bootstrap.servers", ReadingInfra.servers());
        settings.putAll(others);
        return new KafkaArchive(settings);
    }

    /** Writes events in a row, and tells where the first lies. */
    private static long publish(int partition, int count, Map<String, Object> settings) {
        return send(
                settings,
                IntStream.range(0, count)
                        .mapToObj(
                                i -> ContractRecords.producerRecord(event("e" + i), NOW, partition))
                        .toList());
    }

    private static long send(
            Map<String, Object> others, List<ProducerRecord<String, byte[]>> records) {
        var settings = new HashMap<String, Object>(others);
        settings.put("bootstrap.servers", ReadingInfra.servers());
        settings.put("linger.ms", 20);
        boolean transactional = others.containsKey("transactional.id");
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            if (transactional) {
                producer.initTransactions();
                producer.beginTransaction();
            }
            var sent = records.stream().map(producer::send).toList();
            producer.flush();
            if (transactional) {
                producer.commitTransaction();
            }
            return sent.getFirst().resultNow().offset();
        }
    }

    private static CustomerEventV1 event(String id) {
        return new CustomerEventV1(
                id,
                new SourceName("product"),
                new AccountId("archive-test"),
                new EventType("usage.session-started"),
                NOW,
                NOW,
                "u1",
                null,
                Attributes.NONE,
                null);
    }
}

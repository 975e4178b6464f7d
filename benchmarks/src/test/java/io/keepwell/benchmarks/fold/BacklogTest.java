package io.keepwell.benchmarks.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.message.MessageCodec;
import io.keepwell.model.message.UnreadableMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Instant NOW = Instant.parse("2026-11-03T09:15:28Z");
    private static final long SEED = 7;
    private static final String MORE_FOLLOW = "ce_morefollow";

    @Test
    void shouldBeTheSameForTheSameSeedAndTime() {
        var load = new Load(5, 20, false);

        assertThat(texts(records(load, 2_000))).isEqualTo(texts(records(load, 2_000)));
    }

    @Test
    void shouldCountWhatWasSentBefore() {
        // Given
        var records = new ArrayList<ProducerRecord<String, byte[]>>();

        // When
        Backlog.Made made =
                new Backlog(new Load(5, 20, false), 2_000, SEED, NOW).forEach(records::add);

        // Then
        List<String> ids = events(records).stream().map(CustomerEventV1::id).toList();
        assertThat(made.events()).isEqualTo(records.size()).isEqualTo(2_000);
        assertThat(made.duplicates())
                .isPositive()
                .isEqualTo(ids.size() - new HashSet<>(ids).size());
    }

    @Test
    void shouldMarkAllEventsOfARequestButItsLast() {
        // When
        List<ProducerRecord<String, byte[]>> records = records(new Load(5, 20, false), 500);

        // Then
        for (int at = 0; at < records.size(); at++) {
            boolean doMoreFollow = records.get(at).headers().lastHeader(MORE_FOLLOW) != null;
            assertThat(doMoreFollow).as("record %d", at).isEqualTo(at % 5 < 4);
        }
        List<CustomerEventV1> events = events(records);
        for (int first = 0; first < events.size(); first += 5) {
            List<CustomerEventV1> request = events.subList(first, first + 5);
            assertThat(request)
                    .extracting(CustomerEventV1::accountId)
                    .containsOnly(request.getFirst().accountId());
            assertThat(request)
                    .extracting(CustomerEventV1::receivedAt)
                    .containsOnly(request.getFirst().receivedAt());
        }
        assertThat(events.stream().map(CustomerEventV1::receivedAt).distinct()).hasSize(100);
    }

    @Test
    void shouldHoldOnlyWhatTheCatalogueKnowsAndHasHappened() {
        EventCatalogue catalogue = EventCatalogue.standard();

        assertThat(events(records(new Load(1, 20, false), 2_000)))
                .allSatisfy(event -> {
                    assertThat(catalogue.find(event.type())).isPresent();
                    assertThat(event.receivedAt()).isBeforeOrEqualTo(NOW);
                    assertThat(event.occurredAt()).isBeforeOrEqualTo(event.receivedAt());
                });
    }

    @Test
    void shouldGiveEveryAccountItsTurnBeforeAnyHasItsNext() {
        List<String> accounts = accounts(new Load(1, 20, false), 40);

        assertThat(accounts.subList(0, 20)).doesNotHaveDuplicates();
        assertThat(accounts.subList(20, 40)).doesNotHaveDuplicates();
    }

    @Test
    void shouldGiveAHotAccountNineTenthsOnceAllAreKnown() {
        List<String> accounts = accounts(new Load(1, 20, true), 10_000);

        assertThat(accounts.subList(0, 40).stream().collect(Collectors.groupingBy(it -> it)))
                .hasSize(20)
                .allSatisfy((_, turns) -> assertThat(turns).hasSize(2));
        long hot = accounts.stream().skip(40).filter("acct-00000"::equals).count();
        assertThat(hot / 9_960.0).isCloseTo(0.9, within(0.02));
    }

    private static List<String> accounts(Load load, int events) {
        return records(load, events).stream().map(ProducerRecord::key).toList();
    }

    private static List<ProducerRecord<String, byte[]>> records(Load load, int events) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        new Backlog(load, events, SEED, NOW).forEach(records::add);
        return records;
    }

    private static List<String> texts(List<ProducerRecord<String, byte[]>> records) {
        return events(records).stream().map(CustomerEventV1::toString).toList();
    }

    private static List<CustomerEventV1> events(List<ProducerRecord<String, byte[]>> records) {
        return records.stream().map(BacklogTest::event).toList();
    }

    private static CustomerEventV1 event(ProducerRecord<String, byte[]> record) {
        var read =
                new ConsumerRecord<>(
                        record.topic(),
                        0,
                        0,
                        record.timestamp(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        record.key(),
                        record.value(),
                        new RecordHeaders(record.headers()),
                        Optional.empty());
        try {
            return (CustomerEventV1)
                    MessageCodec.decode(KafkaMessageFactory.createReader(read).toEvent());
        } catch (UnreadableMessageException e) {
            throw new AssertionError(e);
        }
    }
}

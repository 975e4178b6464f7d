package io.keepwell.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.Message;
import io.keepwell.runtime.ContractRecords;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-11-03T09:15:30Z");

    private final List<String> parked = new ArrayList<>();
    private final List<Message> taken = new ArrayList<>();

    static Stream<Throwable> failuresOfTheMessage() {
        return Stream.of(
                new IllegalArgumentException("no such thing"),
                new IllegalStateException("wrapped", new NullPointerException("nothing there")),
                new PgException("too long", "ERROR", "22001", null),
                new PgException("no index holds it", "ERROR", "54000", null),
                new HibernateException("no text", new SQLException("no text", "22021")),
                new RuntimeException(new PgException("taken", "ERROR", "23505", null)));
    }

    static Stream<Throwable> failuresOfTheSurroundings() {
        return Stream.of(
                new ConnectException("refused"),
                new IllegalStateException("not ready"),
                new PgException("shutting down", "FATAL", "57P01", null),
                new HibernateException("gone", new SQLException("gone", "57P01")),
                new PgException("serialization", "ERROR", "40001", null),
                new IllegalArgumentException("wrapped", new ConnectException("refused")),
                new NullPointerException("wrapped").initCause(ClosedConnectionException.INSTANCE),
                new IllegalArgumentException("wrapped", new SQLException("gone", "08006")),
                new IllegalArgumentException("wrapped", new SQLException("gone")),
                new CompositeException(
                        new NullPointerException("no row"), ClosedConnectionException.INSTANCE));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheMessage")
    void shouldParkWhatWouldFailAgain(Throwable failure) {
        // Given
        var attempts = new ArrayList<Message>();
        Intake intake =
                intake(messages -> {
                    attempts.addAll(messages);
                    return Uni.createFrom().failure(failure);
                });
        // When
        intake.take(records(List.of(record(7)))).await().atMost(WAIT_MAX);
        // Then
        assertThat(attempts).hasSize(1);
        assertThat(parked).containsExactly("" + failure.getMessage());
        assertThat(intake.trouble()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheSurroundings")
    void shouldTryAgainUntilItIsBack(Throwable failure) {
        // Given
        Queue<Throwable> failures = new ArrayDeque<>(List.of(failure, failure));
        Intake intake =
                intake(messages -> {
                    Throwable next = failures.poll();
                    if (next != null) {
                        return Uni.createFrom().failure(next);
                    }
                    taken.addAll(messages);
                    return Uni.createFrom().voidItem();
                });
        // When
        intake.take(records(List.of(record(7)))).await().atMost(WAIT_MAX);
        // Then
        assertThat(taken).hasSize(1);
        assertThat(parked).isEmpty();
        assertThat(intake.trouble()).isEmpty();
    }

    @Test
    void shouldSayWhatHoldsItUp() {
        // Given
        var isBack = new CompletableFuture<Void>();
        Intake intake =
                intake(_ ->
                        isBack.isDone()
                                ? Uni.createFrom().voidItem()
                                : Uni.createFrom().failure(new ConnectException("refused")));
        // When
        CompletableFuture<Void> done =
                intake.take(records(List.of(record(7)))).subscribeAsCompletionStage();
        // Then
        await().atMost(WAIT_MAX)
                .untilAsserted(() ->
                        assertThat(intake.trouble()).contains(new Intake.Trouble(NOW, "refused")));
        isBack.complete(null);
        await().atMost(WAIT_MAX).until(done::isDone);
        assertThat(intake.trouble()).isEmpty();
    }

    @Test
    void shouldSayThatNothingComesOfAnAttempt() {
        // Given
        var now = new AtomicReference<>(NOW);
        var answer = new CompletableFuture<Void>();
        var intake =
                new Intake(
                        (_, _) -> Uni.createFrom().completionStage(answer),
                        (_, _) -> Uni.createFrom().voidItem(),
                        now::get);
        CompletableFuture<Void> done =
                intake.take(records(List.of(record(7)))).subscribeAsCompletionStage();
        assertThat(intake.trouble()).isEmpty();
        // When
        now.set(NOW.plusSeconds(30));
        // Then
        assertThat(intake.trouble()).map(Intake.Trouble::since).contains(NOW);
        answer.complete(null);
        await().atMost(WAIT_MAX).until(done::isDone);
        assertThat(intake.trouble()).isEmpty();
    }

    @Test
    void shouldParkWhatIsNoMessage() {
        // Given
        Intake intake = intake(_ -> Uni.createFrom().voidItem());
        // When
        intake.take(records(List.of(unreadable(7)))).await().atMost(WAIT_MAX);
        // Then
        assertThat(parked).hasSize(1).allMatch(reason -> reason.startsWith("not a CloudEvent"));
    }

    @Test
    void shouldHandOnTogetherWhatComesTogether() {
        // Given
        var together = new ArrayList<Integer>();
        Intake intake =
                intake(messages -> {
                    together.add(messages.size());
                    return Uni.createFrom().voidItem();
                });
        // When
        intake.take(records(List.of(record(7), unreadable(8), record(9)))).await().atMost(WAIT_MAX);
        // Then
        assertThat(together).containsExactly(2);
        assertThat(parked).hasSize(1);
    }

    @Test
    void shouldParkOnlyTheOneThatIsToBlame() {
        // Given
        Intake intake =
                intake(messages -> {
                    if (messages.stream().anyMatch(it -> isOf(it, 8))) {
                        return Uni.createFrom().failure(new IllegalArgumentException("wrong"));
                    }
                    taken.addAll(messages);
                    return Uni.createFrom().voidItem();
                });
        // When
        intake.take(records(List.of(record(7), record(8), record(9)))).await().atMost(WAIT_MAX);
        // Then
        assertThat(taken).hasSize(2).noneMatch(it -> isOf(it, 8));
        assertThat(parked).containsExactly("wrong");
    }

    @Test
    void shouldParkAgainUntilTheParkingIsBack() {
        // Given
        Queue<Throwable> failures = new ArrayDeque<>(List.of(new ConnectException("refused")));
        var intake =
                new Intake(
                        (_, _) -> Uni.createFrom().failure(new IllegalArgumentException("wrong")),
                        (_, reason) -> {
                            Throwable next = failures.poll();
                            if (next != null) {
                                return Uni.createFrom().failure(next);
                            }
                            parked.add(reason);
                            return Uni.createFrom().voidItem();
                        },
                        InstantSource.fixed(NOW));
        // When
        intake.take(records(List.of(record(7)))).await().atMost(WAIT_MAX);
        // Then
        assertThat(parked).containsExactly("wrong");
    }

    @Test
    void shouldNotCallAServiceUnreadyForATroubleOfHalfAMinute() {
        var trouble = new Intake.Trouble(NOW, "away");

        assertThat(trouble.isLasting(NOW.plusSeconds(30))).isFalse();
        assertThat(trouble.isLasting(NOW.plusSeconds(30).plusMillis(1))).isTrue();
    }

    private Intake intake(Function<List<Message>, Uni<Void>> reaction) {
        return new Intake(
                (messages, _) -> reaction.apply(messages),
                (_, reason) -> {
                    parked.add(reason);
                    return Uni.createFrom().voidItem();
                },
                InstantSource.fixed(NOW));
    }

    private static boolean isOf(Message message, int partition) {
        return message instanceof BackfillOpenedV1 opened && opened.partition() == partition;
    }

    private static ConsumerRecords<String, byte[]> records(
            List<ConsumerRecord<String, byte[]>> records) {
        return new ConsumerRecords<>(
                Map.of(new TopicPartition(records.getFirst().topic(), 0), records), Map.of());
    }

    private static ConsumerRecord<String, byte[]> unreadable(long offset) {
        return new ConsumerRecord<>(
                "topic", 0, offset, "key", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<String, byte[]> record(int offset) {
        var message = new BackfillOpenedV1("run-1", offset, new SourceName("crm"), NOW);
        ProducerRecord<String, byte[]> sent = ContractRecords.producerRecord(message, NOW);
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                offset,
                NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers()),
                Optional.empty());
    }
}

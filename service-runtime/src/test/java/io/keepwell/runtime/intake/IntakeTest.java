package io.keepwell.runtime.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.keepwell.model.event.BackfillOpenedV1;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.message.Message;
import io.keepwell.runtime.ContractRecords;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-11-03T09:15:30Z");
    private static final BackfillOpenedV1 MESSAGE =
            new BackfillOpenedV1("run-1", 3, new SourceName("crm"), NOW);

    private final List<String> parked = new ArrayList<>();
    private final List<Message> taken = new ArrayList<>();

    static Stream<Throwable> failuresOfTheMessage() {
        return Stream.of(
                new IllegalArgumentException("no such thing"),
                new IllegalStateException("wrapped", new NullPointerException("nothing there")),
                new PgException("too long", "ERROR", "22001", null),
                new RuntimeException(new PgException("taken", "ERROR", "23505", null)));
    }

    static Stream<Throwable> failuresOfTheSurroundings() {
        return Stream.of(
                new ConnectException("refused"),
                new IllegalStateException("not ready"),
                new PgException("shutting down", "FATAL", "57P01", null),
                new PgException("serialization", "ERROR", "40001", null));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheMessage")
    void shouldParkWhatWouldFailAgain(Throwable failure) {
        // Given
        var attempts = new ArrayList<Message>();
        Intake intake =
                intake(message -> {
                    attempts.add(message);
                    return Uni.createFrom().failure(failure);
                });
        // When
        intake.take(record()).await().atMost(WAIT_MAX);
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
                intake(message -> {
                    Throwable next = failures.poll();
                    if (next != null) {
                        return Uni.createFrom().failure(next);
                    }
                    taken.add(message);
                    return Uni.createFrom().voidItem();
                });
        // When
        intake.take(record()).await().atMost(WAIT_MAX);
        // Then
        assertThat(taken).containsExactly(MESSAGE);
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
        CompletableFuture<Void> done = intake.take(record()).subscribeAsCompletionStage();
        // Then
        await().atMost(WAIT_MAX)
                .untilAsserted(() ->
                        assertThat(intake.trouble()).contains(new Intake.Trouble(NOW, "refused")));
        isBack.complete(null);
        await().atMost(WAIT_MAX).until(done::isDone);
        assertThat(intake.trouble()).isEmpty();
    }

    @Test
    void shouldParkWhatIsNoMessage() {
        // Given
        Intake intake = intake(_ -> Uni.createFrom().voidItem());
        // When
        intake.take(
                        new ConsumerRecord<>(
                                "topic", 0, 7, "key", "{}".getBytes(StandardCharsets.UTF_8)))
                .await()
                .atMost(WAIT_MAX);
        // Then
        assertThat(parked).hasSize(1).allMatch(reason -> reason.startsWith("not a CloudEvent"));
    }

    @Test
    void shouldParkAgainUntilTheParkingIsBack() {
        // Given
        Queue<Throwable> failures = new ArrayDeque<>(List.of(new ConnectException("refused")));
        var intake =
                new Intake(
                        _ -> Uni.createFrom().failure(new IllegalArgumentException("wrong")),
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
        intake.take(record()).await().atMost(WAIT_MAX);
        // Then
        assertThat(parked).containsExactly("wrong");
    }

    private Intake intake(Function<Message, Uni<Void>> reaction) {
        return new Intake(
                reaction,
                (_, reason) -> {
                    parked.add(reason);
                    return Uni.createFrom().voidItem();
                },
                InstantSource.fixed(NOW));
    }

    private static ConsumerRecord<String, byte[]> record() {
        ProducerRecord<String, byte[]> sent = ContractRecords.producerRecord(MESSAGE, NOW);
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                7,
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

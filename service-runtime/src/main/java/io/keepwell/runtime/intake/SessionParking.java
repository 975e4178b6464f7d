package io.keepwell.runtime.intake;

import io.keepwell.runtime.outbox.OutboxRow;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Table {@code parked_records}, through Hibernate Reactive. Counts what comes to it: {@code
 * keepwell.intake.parked} by topic.
 */
public final class SessionParking implements Parking {

    /** The table, as a service's first Flyway migration creates it. */
    public static final String DDL =
            """
            -- Records that cannot be dealt with, whole, with the reason: for people to look at.
            create table parked_records (
                topic         text        not null,
                partition     int         not null,
                record_offset bigint      not null,
                key           text,
                headers       bytea       not null,
                value         bytea,
                recorded_at   timestamptz not null,
                parked_at     timestamptz not null,
                reason        text        not null,
                primary key (topic, partition, record_offset)
            );
            """;

    private static final String INSERT =
            """
            insert into parked_records (topic, partition, record_offset, key, headers, value,
                                        recorded_at, parked_at, reason)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            on conflict do nothing
            """;

    private final Mutiny.SessionFactory sessions;
    private final InstantSource clock;
    private final MeterRegistry meters;

    /**
     * In one database.
     *
     * @param sessions of the database
     * @param clock when it was parked
     * @param meters where it counts
     */
    public SessionParking(
            Mutiny.SessionFactory sessions, InstantSource clock, MeterRegistry meters) {
        this.sessions = sessions;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public Uni<Void> park(ConsumerRecord<String, byte[]> record, String reason) {
        return sessions.withTransaction(session ->
                        session.createNativeQuery(INSERT)
                                .setParameter(1, record.topic())
                                .setParameter(2, record.partition())
                                .setParameter(3, record.offset())
                                .setParameter(4, record.key())
                                .setParameter(5, headers(record))
                                .setParameter(6, record.value())
                                .setParameter(
                                        7,
                                        Instant.ofEpochMilli(record.timestamp())
                                                .atOffset(ZoneOffset.UTC))
                                .setParameter(8, clock.instant().atOffset(ZoneOffset.UTC))
                                .setParameter(9, reason)
                                .executeUpdate())
                .invoke(parked ->
                        meters.counter("keepwell.intake.parked", "topic", record.topic())
                                .increment(parked))
                .replaceWithVoid();
    }

    private static byte[] headers(ConsumerRecord<String, byte[]> record) {
        var copy =
                new ProducerRecord<String, byte[]>(
                        record.topic(),
                        record.partition(),
                        record.timestamp(),
                        "",
                        new byte[0],
                        record.headers());
        return OutboxRow.of(0, copy).headers();
    }
}

package io.keepwell.alerting.adapter.postgres;

import io.keepwell.alerting.application.delivery.Delivery;
import io.keepwell.alerting.application.delivery.DeliveryItem;
import io.keepwell.alerting.application.delivery.DeliveryQuery;
import io.keepwell.alerting.application.delivery.DeliveryQueue;
import io.keepwell.alerting.application.delivery.DeliveryState;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.model.message.MessageCodec;
import io.keepwell.model.message.UnreadableMessageException;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Table {@code deliveries}: a claim is the moment from which on others may try. */
public final class SessionDeliveries implements DeliveryQueue {

    /** Skips what waits for an earlier message of the same alert to the same target. */
    private static final String CLAIM =
            """
            with due as materialized (
                select delivery_id from deliveries d
                 where target = ?1 and state = 'pending' and due_at <= ?2
                   and not exists (select from deliveries earlier
                                    where earlier.alert_id = d.alert_id
                                      and earlier.target = d.target
                                      and earlier.state = 'pending'
                                      and earlier.sequence < d.sequence)
                 order by due_at, sequence
                 limit ?4
                   for update skip locked)
            update deliveries d set attempts = d.attempts + 1, due_at = ?3
              from due where d.delivery_id = due.delivery_id
            returning d.delivery_id, d.message, d.since, d.attempts
            """;

    /** The number of attempts tells whether the claim still holds. */
    private static final String SETTLE =
            """
            update deliveries set state = ?3, due_at = ?4, ended_at = ?5, error = ?6
             where delivery_id = ?1 and attempts = ?2 and state = 'pending'
            """;

    private static final String COLUMNS =
            """
            delivery_id, target, state, alert_id, account_id, message_id, change, attempts, since,
            due_at, ended_at, error
            """;

    private static final String REVIVE =
            """
            update deliveries set state = 'pending', attempts = 0, since = ?2, due_at = ?2,
                                  ended_at = null
             where delivery_id = ?1 and state = 'dead'
            """;

    private final Mutiny.SessionFactory sessions;

    /**
     * In one database.
     *
     * @param sessions of the database
     */
    public SessionDeliveries(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<List<Delivery>> claim(String target, Instant now, Duration lease, int limit) {
        return sessions.withTransaction(session ->
                session.createNativeQuery(CLAIM, Object[].class)
                        .setParameter(1, target)
                        .setParameter(2, time(now))
                        .setParameter(3, time(now.plus(lease)))
                        .setParameter(4, limit)
                        .getResultList()
                        .map(found -> found.stream().map(row -> delivery(target, row)).toList()));
    }

    @Override
    public Uni<Void> delivered(Delivery delivery, Instant at) {
        return settle(delivery, DeliveryState.DELIVERED, null, at, null);
    }

    @Override
    public Uni<Void> again(Delivery delivery, Instant at, String reason) {
        return settle(delivery, DeliveryState.PENDING, at, null, reason);
    }

    @Override
    public Uni<Void> dead(Delivery delivery, Instant at, String reason) {
        return settle(delivery, DeliveryState.DEAD, null, at, reason);
    }

    @Override
    public Uni<List<DeliveryItem>> list(DeliveryQuery query) {
        var text = new StringBuilder("select " + COLUMNS + " from deliveries where true");
        DeliveryState state = query.state();
        if (state != null) {
            text.append(" and state = :state");
        }
        DeliveryQuery.Place after = query.after();
        if (after != null) {
            text.append(" and (since, delivery_id) < (:since, :deliveryId)");
        }
        text.append(" order by since desc, delivery_id desc limit :many");
        return sessions.withSession(session -> {
            Mutiny.SelectionQuery<Object[]> select =
                    session.createNativeQuery(text.toString(), Object[].class)
                            .setParameter("many", query.limit() + 1);
            if (state != null) {
                select.setParameter("state", state.wireName());
            }
            if (after != null) {
                select.setParameter("since", time(after.at()))
                        .setParameter("deliveryId", after.deliveryId());
            }
            return select.getResultList()
                    .map(found -> found.stream().map(SessionDeliveries::item).toList());
        });
    }

    @Override
    public Uni<Optional<Revived>> revive(UUID deliveryId, Instant now) {
        return sessions.withTransaction(session ->
                session.createNativeQuery(REVIVE)
                        .setParameter(1, deliveryId)
                        .setParameter(2, time(now))
                        .executeUpdate()
                        .chain(revived ->
                                session.createNativeQuery(
                                                "select "
                                                        + COLUMNS
                                                        + " from deliveries where delivery_id = ?1",
                                                Object[].class)
                                        .setParameter(1, deliveryId)
                                        .getSingleResultOrNull()
                                        .map(found ->
                                                Optional.ofNullable(found)
                                                        .map(row ->
                                                                new Revived(
                                                                        revived == 1,
                                                                        item(row))))));
    }

    private Uni<Void> settle(
            Delivery delivery,
            DeliveryState state,
            @Nullable Instant dueAt,
            @Nullable Instant endedAt,
            @Nullable String error) {
        return sessions.withTransaction(session ->
                session.createNativeQuery(SETTLE)
                        .setParameter(1, delivery.deliveryId())
                        .setParameter(2, delivery.attempts())
                        .setParameter(3, state.wireName())
                        .setParameter(4, timeOrNone(dueAt))
                        .setParameter(5, timeOrNone(endedAt))
                        .setParameter(6, error)
                        .executeUpdate()
                        .replaceWithVoid());
    }

    private static Delivery delivery(String target, Object[] row) {
        try {
            return new Delivery(
                    (UUID) row[0],
                    target,
                    MessageCodec.read(
                            ((String) row[1]).getBytes(StandardCharsets.UTF_8),
                            AlertChangedV1.class),
                    instant(row[2]),
                    ((Number) row[3]).intValue());
        } catch (UnreadableMessageException e) {
            throw new IllegalStateException("a delivery that this service wrote is unreadable", e);
        }
    }

    private static DeliveryItem item(Object[] row) {
        return new DeliveryItem(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                (UUID) row[3],
                (String) row[4],
                (UUID) row[5],
                (String) row[6],
                ((Number) row[7]).intValue(),
                instant(row[8]),
                instantOrNone(row[9]),
                instantOrNone(row[10]),
                (String) row[11]);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime timeOrNone(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    private static Instant instant(Object column) {
        return column instanceof OffsetDateTime time ? time.toInstant() : (Instant) column;
    }

    private static @Nullable Instant instantOrNone(@Nullable Object column) {
        return column == null ? null : instant(column);
    }
}

package io.keepwell.alerting.adapter.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.keepwell.model.alert.AlertChange;
import io.keepwell.model.alert.AlertChangedV1;
import io.keepwell.model.message.ContractJson;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes table {@code deliveries} in the transaction of what it tells. */
final class DeliveryRows {

    /** What those outside are told; the rest is on the topic. */
    private static final Set<AlertChange> TOLD =
            EnumSet.of(
                    AlertChange.OPENED,
                    AlertChange.OVERDUE,
                    AlertChange.ESCALATED,
                    AlertChange.RESOLVED);

    private static final String INSERT =
            """
            insert into deliveries (delivery_id, target, account_id, alert_id, message_id, sequence,
                                    change, message, state, since, due_at)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'pending', ?9, ?9)
            """;

    private record Row(String target, AlertChangedV1 message) {}

    private DeliveryRows() {}

    static Uni<Void> insert(
            Mutiny.Session session,
            Set<String> targets,
            List<AlertChangedV1> messages,
            Supplier<UUID> ids) {
        List<Row> rows =
                messages.stream()
                        .filter(it -> TOLD.contains(it.change()))
                        .flatMap(it -> targets.stream().map(target -> new Row(target, it)))
                        .toList();
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> insert(session, row, ids.get()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Integer> insert(Mutiny.Session session, Row row, UUID deliveryId) {
        AlertChangedV1 message = row.message();
        return session.createNativeQuery(INSERT)
                .setParameter(1, deliveryId)
                .setParameter(2, row.target())
                .setParameter(3, message.accountId().value())
                .setParameter(4, message.alert().alertId())
                .setParameter(5, message.id())
                .setParameter(6, message.sequence())
                .setParameter(7, message.change().wireName())
                .setParameter(8, json(message))
                .setParameter(9, message.changedAt().atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    private static String json(AlertChangedV1 message) {
        try {
            return ContractJson.mapper().writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every contract record can be written as JSON", e);
        }
    }
}

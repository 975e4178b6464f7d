package io.keepwell.alerting.adapter.postgres;

import io.keepwell.alerting.application.Stored;
import io.keepwell.alerting.application.reading.AlertQuery;
import io.keepwell.alerting.application.reading.AlertRecords;
import io.keepwell.runtime.security.Scope;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads table {@code alerts}. */
public final class SessionAlertRecords implements AlertRecords {

    private final Mutiny.SessionFactory sessions;

    /**
     * In one database.
     *
     * @param sessions of the database
     */
    public SessionAlertRecords(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Conditions that must all hold, and what they compare with. */
    private static final class Where {

        private final StringBuilder text = new StringBuilder("from Alert a where 1 = 1");
        private final Map<String, Object> values = new LinkedHashMap<>();

        Where and(String condition) {
            text.append(" and ").append(condition);
            return this;
        }

        Where and(String condition, String name, Object value) {
            values.put(name, value);
            return and(condition);
        }

        Where andIn(String field, String name, Collection<?> of) {
            return of.isEmpty() ? this : and("a.%s in (:%s)".formatted(field, name), name, of);
        }

        Where within(Scope scope) {
            return switch (scope) {
                case Scope.All() -> this;
                case Scope.Team(String team) -> and("a.account.team = :scope", "scope", team);
                case Scope.Own(String csm) -> and("a.account.csm = :scope", "scope", csm);
            };
        }
    }

    @Override
    public Uni<List<Stored>> alerts(AlertQuery query) {
        AlertQuery.Filter filter = query.filter();
        Where where = new Where().within(query.scope());
        if (filter.accountId() != null) {
            where.and("a.accountId = :accountId", "accountId", filter.accountId());
        }
        where.andIn("ruleId", "rules", filter.rules())
                .andIn("account.csm", "owners", filter.owners())
                .andIn("state", "states", filter.states())
                .andIn(
                        "severity",
                        "severities",
                        filter.severities().stream().map(Ranks::of).toList());
        if (filter.overdueOnly()) {
            where.and("a.state = OPEN and a.overdueAt is not null");
        }
        AlertQuery.Place after = query.after();
        if (after != null) {
            where.and(
                            """
                            (a.severity > :severity or a.severity = :severity
                             and (a.respondBy > :respondBy or a.respondBy = :respondBy
                                  and a.alertId > :alertId))
                            """,
                            "severity",
                            Ranks.of(after.severity()))
                    .values
                    .putAll(Map.of("respondBy", after.respondBy(), "alertId", after.alertId()));
        }
        return sessions.withSession(session -> {
            Mutiny.SelectionQuery<AlertEntity> select =
                    session.createSelectionQuery(
                            where.text + " order by a.severity, a.respondBy, a.alertId",
                            AlertEntity.class);
            where.values.forEach(select::setParameter);
            return select.setMaxResults(query.limit() + 1)
                    .getResultList()
                    .map(found -> found.stream().map(AlertEntity::stored).toList());
        });
    }

    @Override
    public Uni<Optional<Stored>> alert(UUID alertId, Scope scope) {
        return sessions.withSession(session -> session.find(AlertEntity.class, alertId))
                .map(found ->
                        Optional.ofNullable(found)
                                .map(AlertEntity::stored)
                                .filter(it -> scope.has(it.alert().facts().account())));
    }
}

package io.keepwell.playbook.adapter.postgres;

import io.keepwell.playbook.application.reading.Due;
import io.keepwell.playbook.application.reading.PlayQuery;
import io.keepwell.playbook.application.reading.TaskQuery;
import io.keepwell.playbook.application.reading.WorkRecords;
import io.keepwell.playbook.domain.Run;
import io.keepwell.runtime.paging.Listed;
import io.keepwell.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Plays and tasks as PostgreSQL keeps them. */
@Singleton
class PostgresRecords implements WorkRecords {

    private static final String TASKS =
            "select t from TaskEntity t left join StandingEntity s on s.accountId = t.accountId";
    private static final String OWNS_TASK = "t.owner = :caller or t.approver = :caller";

    private static final String ASKED_FOR_LEAVE =
            "t.state = WAITING and t.approvalRole is not null and t.approvalDecision is null and"
                    + " (t.approver = :approver or :isLead = true and t.approver is null)";

    private static final String PLAYS =
            "select p from PlayEntity p left join StandingEntity s on s.accountId = p.accountId";
    private static final String OWNS_ONE_OF_PLAY =
            "exists (select 1 from TaskEntity o where o.playId = p.playId and (o.owner = :caller or"
                    + " o.approver = :caller))";

    private final Mutiny.SessionFactory sessions;

    PostgresRecords(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<List<Listed<OneTask>>> tasks(
            TaskQuery query,
            LocalDate today,
            Caller caller,
            int limit,
            TaskQuery.@Nullable Place after) {
        Due due = query.due();
        Conditions conditions =
                new Conditions()
                        .and("t.accountId = :accountId", "accountId", query.accountId())
                        .and("t.owner = :owner", "owner", query.owner())
                        .and("t.state = :state", "state", query.state())
                        .and("t.playId = :playId", "playId", query.playId())
                        .and("t.dueOn >= :from", "from", due == null ? null : due.from(today))
                        .and("t.dueOn <= :to", "to", due == null ? null : due.to(today))
                        .visibleTo(caller, "s", OWNS_TASK);
        TaskQuery.Approver approver = query.approver();
        if (approver != null) {
            conditions.and(
                    ASKED_FOR_LEAVE,
                    Map.of("approver", approver.name(), "isLead", approver.isLead()));
        }
        if (after != null) {
            conditions.and(
                    "t.dueOn > :dueOn or t.dueOn = :dueOn and (t.arr < :arr or t.arr = :arr and"
                            + " t.taskId > :id)",
                    Map.of("dueOn", after.dueOn(), "arr", after.arr(), "id", after.id()));
        }
        return sessions.withSession(session ->
                conditions
                        .fill(
                                session.createQuery(
                                        TASKS
                                                + conditions.where()
                                                + " order by t.dueOn, t.arr desc, t.taskId",
                                        TaskEntity.class))
                        .setMaxResults(limit)
                        .getResultList()
                        .map(found -> found.stream().map(PostgresRecords::listed).toList()));
    }

    @Override
    public Uni<Optional<OneTask>> task(UUID id, Caller caller) {
        Conditions conditions =
                new Conditions().and("t.taskId = :id", "id", id).visibleTo(caller, "s", OWNS_TASK);
        return sessions.withSession(session ->
                conditions
                        .fill(session.createQuery(TASKS + conditions.where(), TaskEntity.class))
                        .getSingleResultOrNull()
                        .map(found -> Optional.ofNullable(found).map(PostgresRecords::one)));
    }

    @Override
    public Uni<List<Listed<Run>>> plays(
            PlayQuery query, Caller caller, int limit, PlayQuery.@Nullable Place after) {
        Conditions conditions =
                new Conditions()
                        .and("p.accountId = :accountId", "accountId", query.accountId())
                        .and("p.state = :state", "state", query.state())
                        .and("p.specId = :play", "play", query.play())
                        .visibleTo(caller, "s", OWNS_ONE_OF_PLAY);
        if (after != null) {
            conditions.and(
                    "p.triggeredAt < :at or p.triggeredAt = :at and p.playId > :id",
                    Map.of("at", after.at(), "id", after.id()));
        }
        return sessions.withSession(session ->
                conditions
                        .fill(
                                session.createQuery(
                                        PLAYS
                                                + conditions.where()
                                                + " order by p.triggeredAt desc, p.playId",
                                        PlayEntity.class))
                        .setMaxResults(limit)
                        .getResultList()
                        .map(found -> found.stream().map(PostgresRecords::listed).toList()));
    }

    @Override
    public Uni<Optional<OneRun>> play(UUID id, Caller caller) {
        Conditions conditions =
                new Conditions()
                        .and("p.playId = :id", "id", id)
                        .visibleTo(caller, "s", OWNS_ONE_OF_PLAY);
        return sessions.withSession(session ->
                conditions
                        .fill(session.createQuery(PLAYS + conditions.where(), PlayEntity.class))
                        .getSingleResultOrNull()
                        .chain(found ->
                                found == null
                                        ? Uni.createFrom().item(Optional.empty())
                                        : withTasks(session, found)));
    }

    @Override
    public Uni<Counts> counts(LocalDate today) {
        return sessions.withSession(session ->
                session.createQuery(
                                """
                                select count(*), count(*) filter (where t.dueOn < :today)
                                  from TaskEntity t where t.state = OPEN
                                """,
                                Object[].class)
                        .setParameter("today", today)
                        .getSingleResult()
                        .map(row ->
                                new Counts(
                                        ((Number) row[0]).longValue(),
                                        ((Number) row[1]).longValue())));
    }

    private static Uni<Optional<OneRun>> withTasks(Mutiny.Session session, PlayEntity play) {
        return session.createQuery(
                        "from TaskEntity t where t.playId = :playId order by t.place",
                        TaskEntity.class)
                .setParameter("playId", play.playId)
                .getResultList()
                .map(tasks ->
                        Optional.of(
                                new OneRun(
                                        play.run(List.of()),
                                        tasks.stream().map(TaskEntity::task).toList())));
    }

    private static Listed<OneTask> listed(TaskEntity task) {
        return new Listed<>(
                one(task), List.of("" + task.dueOn, task.arr.toPlainString(), "" + task.taskId));
    }

    private static OneTask one(TaskEntity task) {
        return new OneTask(task.accountId, task.task());
    }

    private static Listed<Run> listed(PlayEntity play) {
        return new Listed<>(play.run(List.of()), List.of("" + play.triggeredAt, "" + play.playId));
    }
}

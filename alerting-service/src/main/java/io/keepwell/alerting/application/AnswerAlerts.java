package io.keepwell.alerting.application;

import io.keepwell.alerting.domain.Acknowledgement;
import io.keepwell.alerting.domain.AlertCase;
import io.keepwell.alerting.domain.AlertCase.Acknowledged;
import io.keepwell.alerting.domain.AlertCase.Open;
import io.keepwell.alerting.domain.AlertCase.Pending;
import io.keepwell.alerting.domain.AlertCase.Resolved;
import io.keepwell.alerting.domain.AlertEvent;
import io.keepwell.alerting.domain.Reaction;
import io.keepwell.alerting.domain.Resolution;
import io.keepwell.model.alert.AlertChange;
import io.keepwell.runtime.security.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets people answer alerts. Saying the same twice is as good as once. */
public final class AnswerAlerts {

    private final Accounts accounts;
    private final InstantSource clock;

    /** What came of an answer. */
    public sealed interface Outcome {

        /**
         * The alert is as the caller wants it.
         *
         * @param stored the alert
         */
        record Done(Stored stored) implements Outcome {}

        /** There is no such alert, or none that the caller may see. */
        record Unknown() implements Outcome {}

        /**
         * The alert's state does not allow it.
         *
         * @param detail which state, and what to do
         */
        record Refused(String detail) implements Outcome {}

        /**
         * The alert has changed since the caller read it.
         *
         * @param version its version now
         */
        record Changed(long version) implements Outcome {}
    }

    /**
     * With what it needs.
     *
     * @param accounts where alerts are kept
     * @param clock the present
     */
    public AnswerAlerts(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Takes an alert on, which stops its clock.
     *
     * @param alertId which
     * @param caller who takes it on
     * @param note what they say
     * @param version the version that they have read, where it matters to them
     * @return what came of it
     */
    public Uni<Outcome> acknowledge(
            UUID alertId, Caller caller, @Nullable String note, @Nullable Long version) {
        return answer(
                alertId,
                caller,
                version,
                (alert, now, events) ->
                        switch (alert) {
                            case Open open -> {
                                Acknowledged after =
                                        timed(open, now, events)
                                                .acknowledge(caller.name(), now, note);
                                events.add(
                                        new AlertEvent(
                                                AlertChange.ACKNOWLEDGED,
                                                now,
                                                caller.name(),
                                                after));
                                yield null;
                            }
                            case Acknowledged(_, Acknowledgement answer) ->
                                    answer.by().equals(caller.name())
                                            ? null
                                            : "%s took the alert on at %s; talk to them, or resolve it"
                                                    .formatted(answer.by(), answer.at());
                            case Resolved(_, _, Resolution end) ->
                                    "the alert was resolved at %s; there is nothing left to answer"
                                            .formatted(end.at());
                        });
    }

    /**
     * Ends an alert.
     *
     * @param alertId which
     * @param caller who ends it
     * @param reason why
     * @param version the version that they have read, where it matters to them
     * @return what came of it
     */
    public Uni<Outcome> resolve(
            UUID alertId, Caller caller, String reason, @Nullable Long version) {
        return answer(
                alertId,
                caller,
                version,
                (alert, now, events) ->
                        switch (alert) {
                            case Pending pending -> {
                                Pending timed = Reaction.timed(pending, now, events);
                                events.add(
                                        new AlertEvent(
                                                AlertChange.RESOLVED,
                                                now,
                                                caller.name(),
                                                timed.resolve(caller.name(), now, reason)));
                                yield null;
                            }
                            case Resolved(_, _, Resolution end) ->
                                    caller.name().equals(end.by())
                                            ? null
                                            : "the alert was resolved at %s by %s; a new firing opens a new alert"
                                                    .formatted(
                                                            end.at(),
                                                            end.by() == null
                                                                    ? "the service, because "
                                                                            + end.reason()
                                                                    : end.by());
                        });
    }

    /** What a person does to an alert. */
    @FunctionalInterface
    private interface Move {

        /** Adds what happens to the events; says why where it may not. */
        @Nullable String make(AlertCase alert, Instant now, List<AlertEvent> events);
    }

    private Uni<Outcome> answer(UUID alertId, Caller caller, @Nullable Long version, Move move) {
        return accounts.accountOf(alertId)
                .chain(account ->
                        account.isEmpty()
                                ? unknown()
                                : accounts.locked(
                                        account.get(),
                                        work -> answer(work, alertId, caller, version, move)));
    }

    private Uni<Outcome> answer(
            AccountWork work, UUID alertId, Caller caller, @Nullable Long version, Move move) {
        return work.alert(alertId)
                .chain(found -> {
                    if (found.isEmpty()
                            || !caller.scope().has(found.get().alert().facts().account())) {
                        return unknown();
                    }
                    Stored before = found.get();
                    if (version != null && version != before.version()) {
                        return done(new Outcome.Changed(before.version()));
                    }
                    List<AlertEvent> events = new ArrayList<>();
                    String refused =
                            move.make(
                                    before.alert(),
                                    clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                    events);
                    if (refused != null) {
                        return done(new Outcome.Refused(refused));
                    }
                    return work.tell(events)
                            .chain(() -> work.alert(alertId))
                            .map(after -> new Outcome.Done(after.orElse(before)));
                });
    }

    private static Open timed(Open open, Instant now, List<AlertEvent> events) {
        return Reaction.timed(open, now, events) instanceof Open timed ? timed : open;
    }

    private static Uni<Outcome> unknown() {
        return done(new Outcome.Unknown());
    }

    private static Uni<Outcome> done(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}

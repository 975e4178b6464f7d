package io.keepwell.alerting.domain;

import io.keepwell.model.alert.Alert;
import io.keepwell.model.alert.AlertState;
import io.keepwell.model.health.AccountSnapshot;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An alert in its present state, with the moves that the state allows. */
public sealed interface AlertCase {

    /** Why an alert ends whose condition ceases to hold. */
    String CLEARED = "the condition cleared";

    /**
     * What is known of it.
     *
     * @return whatever the state
     */
    AlertFacts facts();

    /**
     * The state's name.
     *
     * @return as on the wire
     */
    AlertState state();

    /**
     * Its first answer.
     *
     * @return absent while there is none
     */
    @Nullable Acknowledgement answer();

    /**
     * How it ended.
     *
     * @return absent until it does
     */
    @Nullable Resolution resolution();

    /** Not resolved yet. An account has at most one of a rule. */
    sealed interface Pending extends AlertCase {

        /**
         * Fires again.
         *
         * @param firing what the rule says now
         * @return the same state
         */
        Pending repeat(Firing firing);

        /**
         * Goes to whoever has the account now.
         *
         * @param account the account as it is known now
         * @return the same state
         */
        Pending handOver(AccountSnapshot account);

        /**
         * Goes up a step of its ladder, whether or not somebody has answered (requirement A11).
         *
         * @return the same state
         */
        Pending escalate();

        /**
         * Ends it.
         *
         * @param by who resolves it
         * @param at when
         * @param reason why
         * @return resolved
         */
        default Resolved resolve(String by, Instant at, String reason) {
            return new Resolved(facts(), answer(), new Resolution(at, by, reason));
        }

        /**
         * Ends it because its condition ceased to hold.
         *
         * @param at when
         * @return resolved
         */
        default Resolved clear(Instant at) {
            return new Resolved(facts(), answer(), new Resolution(at, null, CLEARED));
        }

        /**
         * Whether its time runs out unanswered, and that was not told yet.
         *
         * @param now the present
         * @return true from {@code respondBy} on: an answer must come strictly before (requirement
         *     A10)
         */
        boolean isDue(Instant now);

        @Override
        default @Nullable Resolution resolution() {
            return null;
        }
    }

    /**
     * Nobody has answered.
     *
     * @param facts what is known of it
     */
    record Open(AlertFacts facts) implements Pending {

        @Override
        public AlertState state() {
            return AlertState.OPEN;
        }

        @Override
        public @Nullable Acknowledgement answer() {
            return null;
        }

        @Override
        public Open repeat(Firing firing) {
            return new Open(facts.repeated(firing));
        }

        @Override
        public Open handOver(AccountSnapshot account) {
            return new Open(facts.ownedAs(account));
        }

        @Override
        public Open escalate() {
            return new Open(facts.escalated());
        }

        @Override
        public boolean isDue(Instant now) {
            return facts.overdueAt() == null && !now.isBefore(facts.respondBy());
        }

        /**
         * Somebody takes it on, which stops the clock.
         *
         * @param by who
         * @param at when
         * @param note what they say
         * @return acknowledged
         */
        public Acknowledged acknowledge(String by, Instant at, @Nullable String note) {
            return new Acknowledged(facts, new Acknowledgement(by, at, note));
        }

        /**
         * Its time has run out.
         *
         * @param at when that was found
         * @return still open
         */
        public Open overdue(Instant at) {
            return new Open(facts.overdue(at));
        }
    }

    /**
     * Somebody has taken it on.
     *
     * @param facts what is known of it
     * @param answer who, and when
     */
    record Acknowledged(AlertFacts facts, Acknowledgement answer) implements Pending {

        @Override
        public AlertState state() {
            return AlertState.ACKNOWLEDGED;
        }

        @Override
        public Acknowledged repeat(Firing firing) {
            return new Acknowledged(facts.repeated(firing), answer);
        }

        @Override
        public Acknowledged handOver(AccountSnapshot account) {
            return new Acknowledged(facts.ownedAs(account), answer);
        }

        @Override
        public Acknowledged escalate() {
            return new Acknowledged(facts.escalated(), answer);
        }

        @Override
        public boolean isDue(Instant now) {
            return false;
        }
    }

    /**
     * Done, or its condition has cleared.
     *
     * @param facts what is known of it
     * @param answer its first answer, if there was one
     * @param resolution how it ended
     */
    record Resolved(AlertFacts facts, @Nullable Acknowledgement answer, Resolution resolution)
            implements AlertCase {

        @Override
        public AlertState state() {
            return AlertState.RESOLVED;
        }
    }

    /**
     * The alert as the contract tells it.
     *
     * @return the alert
     */
    default Alert told() {
        AlertFacts known = facts();
        Acknowledgement answer = answer();
        Resolution end = resolution();
        return new Alert(
                known.alertId(),
                known.rule(),
                known.category(),
                known.severity(),
                state(),
                known.account(),
                known.account().csm(),
                known.summary(),
                known.firings(),
                known.openedAt(),
                known.lastFiredAt(),
                known.respondBy(),
                known.step(),
                answer == null ? null : answer.at(),
                answer == null ? null : answer.by(),
                null,
                end == null ? null : end.at(),
                end == null ? null : end.reason(),
                known.healthChangeId(),
                known.step() == 1 ? null : known.involved());
    }
}

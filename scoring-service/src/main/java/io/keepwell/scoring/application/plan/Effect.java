package io.keepwell.scoring.application.plan;

import io.keepwell.engine.judge.Verdict;
import io.keepwell.model.AccountId;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.policy.reaction.Condition;
import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;

/**
 * What other policies would make of an account.
 *
 * @param id which
 * @param account who it is, by the other policies
 * @param before its verdict as it is kept
 * @param after the verdict that would follow it
 * @param isSeen whether the account may be named to whoever asks
 */
record Effect(
        AccountId id, AccountSnapshot account, Verdict before, Verdict after, boolean isSeen) {

    BigDecimal arr() {
        return account.arr() == null ? BigDecimal.ZERO : account.arr();
    }

    boolean changesStatus() {
        return before.status() != after.status();
    }

    Set<String> raised() {
        var raised = new TreeSet<>(after.signals().keySet());
        raised.removeAll(before.signals().keySet());
        return raised;
    }

    Set<String> cleared() {
        var cleared = new TreeSet<>(before.signals().keySet());
        cleared.removeAll(after.signals().keySet());
        return cleared;
    }

    /** Whether what is new is what a condition waits for, as alerts and plays look at it. */
    boolean fires(Condition condition) {
        boolean isNews =
                (changesStatus() && condition.waitsFor(after.status()))
                        || raised().stream().anyMatch(condition::waitsFor);
        return isNews && condition.holds(after.status(), after.signals().keySet());
    }

    boolean heldBefore(Condition condition) {
        return condition.holds(before.status(), before.signals().keySet());
    }

    boolean holdsAfter(Condition condition) {
        return condition.holds(after.status(), after.signals().keySet());
    }
}

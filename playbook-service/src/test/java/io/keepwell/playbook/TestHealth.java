package io.keepwell.playbook;

import io.keepwell.model.AccountId;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.HealthSnapshot;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.SignalClearedV1;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.model.policy.PolicyRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of an account as scoring does: numbered, each message with all of the health. */
public final class TestHealth {

    /** Before any policies were applied: nobody waits for those that judged. */
    public static final Instant LONG_AGO = Instant.parse("2025-11-03T09:15:30Z");

    private static final PolicyRef CARD = new PolicyRef("test-card", "card-1");
    private static final Cause CAUSE = new Cause(CauseKind.TIME, null, null, null, 0, 0);

    private final AccountId accountId;
    private final TreeSet<String> signals = new TreeSet<>();
    private AccountSnapshot account;
    private Status status = Status.GREEN;
    private long sequence;
    private Instant at;

    /** A green account of somebody. */
    public TestHealth(String accountId, AccountSnapshot account, Instant at) {
        this.accountId = new AccountId(accountId);
        this.account = account;
        this.at = at;
    }

    /** An account with a revenue. */
    public static AccountSnapshot account(
            @Nullable String csm, @Nullable String team, @Nullable String arr) {
        return new AccountSnapshot(
                "Acme",
                "enterprise",
                "adopted",
                arr == null ? null : new BigDecimal(arr),
                csm,
                team,
                LocalDate.of(2027, 3, 31));
    }

    /** The account. */
    public AccountId accountId() {
        return accountId;
    }

    /** How it is. */
    public Status status() {
        return status;
    }

    /** From now on it is somebody else's. */
    public TestHealth with(AccountSnapshot now) {
        account = now;
        return this;
    }

    /** Passes over numbers, as messages do that nobody here reads. */
    public TestHealth skipping(int numbers) {
        sequence += numbers;
        return this;
    }

    /** The account moves, and nothing else happens. */
    public StatusChangedV1 moves(Status to) {
        return moves(to, List.of());
    }

    /** The account moves, and in the same judgement signals are raised; they are told after. */
    public StatusChangedV1 moves(Status to, Collection<String> raised) {
        Status from = status;
        status = to;
        signals.addAll(raised);
        at = at.plusMillis(1);
        return new StatusChangedV1(
                id(),
                accountId,
                ++sequence,
                at,
                account,
                health(),
                CAUSE,
                "bundle-1",
                from,
                to,
                null,
                "because");
    }

    /** A signal is raised by a judgement of its own. */
    public SignalRaisedV1 raises(String signal) {
        at = at.plusMillis(1);
        signals.add(signal);
        return tellsRaised(signal);
    }

    /** A signal that the last judgement raised is told. */
    public SignalRaisedV1 tellsRaised(String signal) {
        return new SignalRaisedV1(
                id(),
                accountId,
                ++sequence,
                at,
                account,
                health(),
                CAUSE,
                "bundle-1",
                new PolicyRef(signal, "signal-1"),
                SignalCategory.EXPANSION,
                signal + " is raised",
                Map.of());
    }

    /** A signal clears. */
    public SignalClearedV1 clears(String signal) {
        at = at.plusMillis(1);
        signals.remove(signal);
        long number = ++sequence;
        return new SignalClearedV1(
                id(),
                accountId,
                number,
                at,
                account,
                health(),
                CAUSE,
                "bundle-1",
                new PolicyRef(signal, "signal-1"),
                SignalCategory.EXPANSION,
                number - 1);
    }

    /** The score moves, which says nothing new here. */
    public ScoreChangedV1 scores() {
        at = at.plusMillis(1);
        return new ScoreChangedV1(
                id(),
                accountId,
                ++sequence,
                at,
                account,
                health(),
                CAUSE,
                "bundle-1",
                null,
                null,
                List.of());
    }

    /** Nothing is known of it any more; its numbers go on. */
    public AccountErasedV1 erased(UUID erasureId) {
        status = Status.UNKNOWN;
        return new AccountErasedV1(id(), accountId, ++sequence, at, erasureId);
    }

    /** The account's latest, as topic accounts tells it. */
    public AccountUpdatedV1 updated() {
        at = at.plusMillis(1);
        return new AccountUpdatedV1(id(), accountId, sequence, at, account, health(), null);
    }

    private HealthSnapshot health() {
        return new HealthSnapshot(
                status,
                new BigDecimal("40"),
                40,
                null,
                null,
                BigDecimal.ONE,
                CARD,
                List.copyOf(signals),
                at);
    }

    private static UUID id() {
        return UUID.randomUUID();
    }
}

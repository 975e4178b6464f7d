package io.keepwell.alerting;

import io.keepwell.model.AccountId;
import io.keepwell.model.erasure.AccountErasedV1;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.AccountUpdatedV1;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.HealthSnapshot;
import io.keepwell.model.health.SignalCategory;
import io.keepwell.model.health.SignalClearedV1;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.model.policy.PolicyRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The health changes of one account, numbered as scoring numbers them. */
public final class HealthStory {

    /** Before any policies were applied: nobody waits for those that judged. */
    private static final Instant AT = Instant.parse("2025-11-03T09:15:30.125Z");

    private final AccountId accountId;
    private AccountSnapshot account;
    private final Set<String> signals = new TreeSet<>();
    private Status status = Status.UNKNOWN;
    private long sequence;

    public HealthStory(String segment) {
        this("story-" + UUID.randomUUID(), segment, "dana", "emea");
    }

    public HealthStory(String accountId, String segment, String csm, String team) {
        this.accountId = new AccountId(accountId);
        this.account = snapshot(segment, csm, team);
    }

    private static AccountSnapshot snapshot(String segment, String csm, String team) {
        return new AccountSnapshot(
                "Acme <Industries> & Sons",
                segment,
                "adoption",
                new BigDecimal("240000"),
                csm,
                team,
                LocalDate.parse("2027-03-31"));
    }

    public AccountId accountId() {
        return accountId;
    }

    /** From the next change on. */
    public void movesTo(String segment) {
        account = snapshot(segment, "" + account.csm(), "" + account.team());
    }

    /** From the next message on. */
    public void goesTo(String csm, String team) {
        account = snapshot("" + account.segment(), csm, team);
    }

    /** The account's latest, as topic accounts tells it. */
    public AccountUpdatedV1 updated() {
        return new AccountUpdatedV1(
                UUID.randomUUID(), accountId, sequence, AT, account, health(), null);
    }

    public StatusChangedV1 becomes(Status to) {
        Status from = status;
        status = to;
        return new StatusChangedV1(
                UUID.randomUUID(),
                accountId,
                ++sequence,
                AT,
                account,
                health(),
                cause(),
                "policies-1",
                from,
                to,
                null,
                "fell to " + to.wireName());
    }

    public SignalRaisedV1 raises(String signal) {
        signals.add(signal);
        return tellsRaised(signal);
    }

    /** In one judgement, of which the status is told first, and then the signal. */
    public List<HealthChange> becomesAndRaises(Status to, String signal) {
        signals.add(signal);
        return List.of(becomes(to), tellsRaised(signal));
    }

    private SignalRaisedV1 tellsRaised(String signal) {
        return new SignalRaisedV1(
                UUID.randomUUID(),
                accountId,
                ++sequence,
                AT,
                account,
                health(),
                cause(),
                "policies-1",
                new PolicyRef(signal, "1"),
                SignalCategory.RISK,
                signal + " was seen",
                Map.of());
    }

    public SignalClearedV1 clears(String signal) {
        signals.remove(signal);
        return new SignalClearedV1(
                UUID.randomUUID(),
                accountId,
                ++sequence,
                AT,
                account,
                health(),
                cause(),
                "policies-1",
                new PolicyRef(signal, "1"),
                SignalCategory.RISK,
                sequence - 1);
    }

    /** Nothing is known of it any more; its numbers go on. */
    public AccountErasedV1 erased(UUID erasureId) {
        status = Status.UNKNOWN;
        signals.clear();
        return new AccountErasedV1(UUID.randomUUID(), accountId, ++sequence, AT, erasureId);
    }

    private HealthSnapshot health() {
        return new HealthSnapshot(
                status,
                null,
                null,
                null,
                null,
                BigDecimal.ONE,
                new PolicyRef("five-pillar", "1"),
                List.copyOf(signals),
                AT);
    }

    private static Cause cause() {
        return new Cause(CauseKind.BEHAVIOUR, null, null, null, 0, 1);
    }
}

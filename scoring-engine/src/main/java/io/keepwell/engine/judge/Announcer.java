package io.keepwell.engine.judge;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.model.AccountId;
import io.keepwell.model.health.AccountSnapshot;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.HealthChange;
import io.keepwell.model.health.HealthSnapshot;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.SignalClearedV1;
import io.keepwell.model.health.SignalRaisedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import io.keepwell.policy.scorecard.Band;
import io.keepwell.policy.scorecard.Scorecard;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells readers what is new in a verdict: first the score, then the status, then the signals that
 * ended and those that began. Messages of an account are numbered without gaps, and their ids
 * follow from account and number, so that the same change told twice is the same message.
 */
public final class Announcer {

    private final AccountId accountId;
    private final @Nullable Verdict before;
    private final Verdict after;
    private final Cause cause;
    private final Scorecard card;
    private final AccountSnapshot account;
    private final HealthSnapshot health;
    private final List<HealthChange> changes = new ArrayList<>();
    private long sequence;

    private Announcer(
            AccountId accountId,
            AccountFacts facts,
            @Nullable Verdict before,
            Verdict after,
            Cause cause,
            Scorecard card) {
        this.accountId = accountId;
        this.before = before;
        this.after = after;
        this.cause = cause;
        this.card = card;
        this.account = Snapshots.account(facts, after);
        this.health = Snapshots.health(after);
        this.sequence = after.sequence();
    }

    /**
     * Tells.
     *
     * @param accountId the account
     * @param facts its facts, for its name, revenue, manager …
     * @param before the verdict that readers know of, or null
     * @param after the verdict to tell, numbered like the one before
     * @param cause why it was given
     * @param card the card of the verdict
     * @return the messages and the verdict after them
     */
    public static Announcement announce(
            AccountId accountId,
            AccountFacts facts,
            @Nullable Verdict before,
            Verdict after,
            Cause cause,
            Scorecard card) {
        return isQuiet(before, after)
                ? new Announcement(after, List.of())
                : new Announcer(accountId, facts, before, after, cause, card).announcement();
    }

    private static boolean isQuiet(@Nullable Verdict before, Verdict after) {
        return Objects.equals(after.announced().shown(), after.score().shown())
                && statusOf(before) == after.status()
                && (before == null ? Map.of() : before.signals())
                        .keySet()
                        .equals(after.signals().keySet());
    }

    private static Status statusOf(@Nullable Verdict verdict) {
        return verdict == null ? Status.UNKNOWN : verdict.status();
    }

    private Announcement announcement() {
        Announced told = score();
        status();
        Map<String, Raised> known = before == null ? Map.of() : before.signals();
        known.forEach((id, raised) -> {
            if (!after.signals().containsKey(id)) {
                cleared(raised);
            }
        });
        var numbered = new TreeMap<String, Raised>();
        after.signals()
                .forEach((id, raised) -> {
                    Raised old = known.get(id);
                    numbered.put(
                            id, raised.announcedBy(old == null ? raised(raised) : old.sequence()));
                });
        return new Announcement(after.announced(sequence, numbered, told), changes);
    }

    private Announced score() {
        Announced told = after.announced();
        if (Objects.equals(told.shown(), after.score().shown())) {
            return told;
        }
        long number = ++sequence;
        changes.add(
                new ScoreChangedV1(
                        id(number),
                        accountId,
                        number,
                        at(),
                        account,
                        health,
                        cause,
                        after.policyVersion(),
                        told.exact(),
                        told.shown(),
                        told.since()));
        return new Announced(after.score().exact(), after.score().shown(), List.of());
    }

    private void status() {
        Status from = statusOf(before);
        if (from == after.status()) {
            return;
        }
        long number = ++sequence;
        changes.add(
                new StatusChangedV1(
                        id(number),
                        accountId,
                        number,
                        at(),
                        account,
                        health,
                        cause,
                        after.policyVersion(),
                        from,
                        after.status(),
                        card.bands().stream()
                                .filter(band -> band.status() == after.status())
                                .findFirst()
                                .map(Band::action)
                                .orElse(null),
                        Reasons.of(before, after, card)));
    }

    private void cleared(Raised raised) {
        long number = ++sequence;
        changes.add(
                new SignalClearedV1(
                        id(number),
                        accountId,
                        number,
                        at(),
                        account,
                        health,
                        cause,
                        after.policyVersion(),
                        raised.signal(),
                        raised.category(),
                        raised.sequence()));
    }

    private long raised(Raised raised) {
        long number = ++sequence;
        changes.add(
                new SignalRaisedV1(
                        id(number),
                        accountId,
                        number,
                        at(),
                        account,
                        health,
                        cause,
                        after.policyVersion(),
                        raised.signal(),
                        raised.category(),
                        raised.summary(),
                        raised.evidence()));
        return number;
    }

    private Instant at() {
        return Instant.ofEpochMilli(after.asOf());
    }

    private UUID id(long number) {
        String name = "keepwell/health-changes/%s/%d".formatted(accountId.value(), number);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}

package io.keepwell.engine.judge;

import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.engine.facts.Days;
import io.keepwell.engine.facts.EventRef;
import io.keepwell.engine.metrics.Traits;
import io.keepwell.engine.score.ScoreOverride;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a person has said of an account's score. It is told by events as traits of the account, so
 * that it commutes, is replayed and is reproduced like everything else.
 */
final class Overrides {

    static final String SCORE = "scoreOverride";
    static final String AS = "scoreOverrideAs";
    static final String REASON = "scoreOverrideReason";
    static final String AUTHOR = "scoreOverrideAuthor";
    static final String UNTIL = "scoreOverrideUntil";
    static final String LIFTED = "scoreOverrideLifted";

    private final AccountFacts facts;
    private final Traits traits;

    Overrides(AccountFacts facts) {
        this.facts = facts;
        this.traits = new Traits(facts);
    }

    /**
     * The override that is in force.
     *
     * @param today on which day
     * @param daysMax how many days one lasts at most
     */
    Optional<ScoreOverride> on(int today, int daysMax) {
        Optional<EventRef> said = facts.traitEvent(SCORE);
        Optional<EventRef> lifted = facts.traitEvent(LIFTED);
        // An event may be ahead by minutes, and so begin on a day that is not yet.
        return daysMax == 0
                        || said.isEmpty()
                        || lifted.filter(it -> it.compareTo(said.get()) > 0).isPresent()
                ? Optional.empty()
                : read(said.get(), daysMax).filter(it -> today <= it.lastDay());
    }

    /** What one event said: what another said earlier, and this one did not, is over. */
    private Optional<ScoreOverride> read(EventRef said, int daysMax) {
        // Of other senders than ours, and of times before a release knew the type, it may be any.
        Optional<BigDecimal> score = traits.number(SCORE).filter(ScoreOverride::isScore);
        Optional<ScoreOverride.As> as = text(AS, said).flatMap(Overrides::as);
        Optional<String> reason = text(REASON, said);
        Optional<String> author = text(AUTHOR, said);
        if (score.isEmpty() || as.isEmpty() || reason.isEmpty() || author.isEmpty()) {
            return Optional.empty();
        }
        int setOn = Days.of(said.at());
        int longest = setOn + daysMax - 1;
        int lastDay =
                text(UNTIL, said)
                        .flatMap(_ -> traits.date(UNTIL))
                        .map(LocalDate::toEpochDay)
                        .map(until -> (int) Math.min(until, longest))
                        .orElse(longest);
        return Optional.of(
                new ScoreOverride(
                        as.get(),
                        score.get(),
                        reason.get(),
                        author.get(),
                        setOn,
                        lastDay,
                        said.id(),
                        said.source()));
    }

    private Optional<String> text(String trait, EventRef said) {
        return facts.traitEvent(trait).filter(said::equals).flatMap(_ -> traits.text(trait));
    }

    private static Optional<ScoreOverride.As> as(String name) {
        return Arrays.stream(ScoreOverride.As.values())
                .filter(it -> it.wireName().equals(name))
                .findFirst();
    }
}

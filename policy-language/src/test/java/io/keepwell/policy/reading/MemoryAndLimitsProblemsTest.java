package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What can be wrong with limits, overrides, and with what becomes of old numbers, word for word.
 */
class MemoryAndLimitsProblemsTest {

    private static final String LIMIT =
            "\nlimits: [{id: lost, cap: 60, when: activeUsers(30) < 2}]";

    private static final String STALE = "\n    stale: {afterDays: 90, then: drop}";

    private static final String DECAYED =
            "\n    stale: {afterDays: 90, then: decay, overDays: 60, to: 50}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    id: lost, § `` § 9:10: the limit has no 'id'. Add a line such as 'id: no-sponsor'.
                    cap: 60, § `` § 9:10: the limit has neither 'cap' nor 'floor'. Add a line such as 'cap: 60': no score is above it while 'when' holds.
                    cap: 60, § cap: 60, floor: 50, § 9:37: a limit is a cap or a floor, this is both. Write two limits, with the same 'when' if need be.
                    cap: 60 § cap: 101 § 9:26: 'cap' must be from 0 to 100, was 101. Write it as in 'cap: 60'.
                    cap: 60 § floor: -1 § 9:28: 'floor' must be from 0 to 100, was -1. Write it as in 'floor: 50'.
                    `, when: activeUsers(30) < 2` § `` § 9:10: the limit has no 'when'. Add a line such as 'when: count('relationship.sponsor-met', 180) == 0'.
                    activeUsers(30) < 2 § score() > 90 § 9:36: score, risk, status, segment and stage cannot be asked for here: a limit makes the score that they speak of. Ask for events and traits, or move the question to a signal.
                    activeUsers(30) < 2 § signal('sponsor-left') § 9:36: signals cannot be asked for here: a limit makes the score that they speak of. Write out the signal's own condition.
                    2}] § 2}, {id: lost, cap: 5, when: activeUsers(30) < 9}] § 9:63: limit 'lost' is already at a.yaml:9. Give one of the two another id, or remove it.
                    [{ § [5, { § 9:10: a limit must be a mapping, this is a number. Begin it with 'id: no-sponsor'.
                    """)
    void shouldNamePlaceAndCureOfALimit(String part, String instead, String problem) {
        assertThat(problems(LIMIT, part, instead)).containsExactly("a.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    {} § 9:12: the rule for overrides has no 'maxDays'. Add a line such as 'maxDays: 30'.
                    {maxDays: -1} § 9:22: 'maxDays' must be from 0 to 365, was -1. Write it as in 'maxDays: 30'.
                    {maxDays: 366} § 9:22: 'maxDays' must be from 0 to 365, was 366. Write it as in 'maxDays: 30'.
                    {maxDays: 1.5} § 9:22: 'maxDays' must be a whole number of days, was 1.5. Write it as in 'maxDays: 30'.
                    30 § 9:12: 'overrides' must be a mapping, this is a number. Write it as in 'overrides: {maxDays: 30}'.
                    """)
    void shouldNamePlaceAndCureOfARuleForOverrides(String rule, String problem) {
        assertThat(problems("\noverrides: ", "overrides: ", "overrides: " + rule))
                .containsExactly("a.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    afterDays: 90, § `` § 21:12: the rule for staleness has no 'afterDays'. Add a line such as 'afterDays: 90'.
                    `, then: drop` § `` § 21:12: the rule for staleness has no 'then'. Add a line such as 'then: drop'.
                    afterDays: 90 § afterDays: 0 § 21:24: 'afterDays' must be from 1 to 400, was 0. Write it as in 'afterDays: 90'.
                    afterDays: 90 § afterDays: 401 § 21:24: 'afterDays' must be from 1 to 400, was 401. Write it as in 'afterDays: 90'.
                    drop § dorp § 21:34: 'then' must be one of 'show', 'drop', 'decay', was 'dorp'. Did you mean 'drop'?
                    drop § drop, to: 50 § 21:44: 'to' belongs to 'then: decay', this is 'drop'. Remove it, or write 'then: decay'.
                    drop § show, overDays: 5 § 21:50: 'overDays' belongs to 'then: decay', this is 'show'. Remove it, or write 'then: decay'.
                    drop § decay, to: 50 § 21:12: the rule for staleness has no 'overDays'. Add a line such as 'overDays: 60'.
                    drop § decay, overDays: 5 § 21:12: the rule for staleness has no 'to'. Add a line such as 'to: 50'.
                    `{afterDays: 90, then: drop}` § 90 § 21:12: 'stale' must be a mapping, this is a number. Write it as in 'stale: {afterDays: 90, then: drop}'.
                    """)
    void shouldNamePlaceAndCureOfARuleForStaleness(String part, String instead, String problem) {
        assertThat(ofMeasure(STALE, part, instead)).containsExactly("a.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    overDays: 60 § overDays: 0 § 21:51: 'overDays' must be from 1 to 400, was 0. Write it as in 'overDays: 60'.
                    to: 50 § to: 101 § 21:59: 'to' must be from 0 to 100, was 101. Write it as in 'to: 50'.
                    """)
    void shouldNamePlaceAndCureOfDecay(String part, String instead, String problem) {
        assertThat(ofMeasure(DECAYED, part, instead)).containsExactly("a.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    0 § 21:16: 'carryDays' must be from 1 to 400, was 0. Write it as in 'carryDays: 30'.
                    30d § 21:16: 'carryDays' must be a number, this is text. Write it as in 'carryDays: 30'.
                    """)
    void shouldNamePlaceAndCureOfDaysToCarry(String days, String problem) {
        assertThat(ofMeasure("\n    carryDays: 30", "30", days))
                .containsExactly("a.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource({"trait('seats')", "daysUntil('renewalDate')"})
    void shouldNotWatchTheAgeOfEventsThatAMeasureDoesNotRead(String value) {
        String text = Texts.replaced(Texts.CARD, "count('usage.session-started', 28)", value);

        assertThat(Texts.problems(text.stripTrailing() + STALE + "\n"))
                .containsExactly(
                        "a.yaml:21:12: the measure reads no events, so none of them can be old."
                                + " Remove 'stale', or let the measure ask for events.");
    }

    private static List<String> problems(String added, String part, String instead) {
        return Texts.problems(
                Texts.replaced(
                        Texts.CARD,
                        "minCoverage: 0.3",
                        "minCoverage: 0.3" + Texts.replaced(added, part, instead)));
    }

    private static List<String> ofMeasure(String added, String part, String instead) {
        return Texts.problems(
                Texts.CARD.stripTrailing() + Texts.replaced(added, part, instead) + "\n");
    }
}

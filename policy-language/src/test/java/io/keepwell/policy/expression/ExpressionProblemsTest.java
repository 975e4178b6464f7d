package io.keepwell.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commonest mistakes, and what is said of them, word for word. */
class ExpressionProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    cuont('a.b', 30) > 1 § 1:1: there is no function 'cuont'. Did you mean count('support.ticket-opened', 30)?
                    count('a.b') > 1 § 1:1: count takes an event type and a number of days. Write count('support.ticket-opened', 30).
                    count(30, 'a.b') > 1 § 1:1: count takes an event type and a number of days. Write count('support.ticket-opened', 30).
                    1 < count(support.ticket-opened, 30) § 1:25: the event type of count must be written out as a text in quotes. Write count('support.ticket-opened', 30).
                    count('a.b', score()) > 1 § 1:14: the days of count must be written out as a number. Write count('support.ticket-opened', 30).
                    count('a.b', 1.5) > 1 § 1:14: the days of count are not a whole number from 1 to 400. Write count('support.ticket-opened', 30).
                    scoreDrop(0) > 1 § 1:11: the days of scoreDrop are not a whole number from 1 to 400. Write scoreDrop(30).
                    scoreDrop(401) > 1 § 1:11: the days of scoreDrop are not a whole number from 1 to 400. Write scoreDrop(30).
                    activeUsers(129) > 1 § 1:1: activeUsers(129) reaches 129 days back, but it is known who was active for 128 days. Take 128 days or fewer.
                    previous(activeUsers(65)) > 1 § 1:1: previous(activeUsers(65)) reaches 130 days back, but it is known who was active for 128 days. Take 64 days or fewer.
                    change(count('a.b', 201)) > 1 § 1:1: change(count('a.b', 201)) reaches 402 days back, but events are counted for 400 days. Take 200 days or fewer.
                    count('Ticket Opened', 30) > 1 § 1:7: 'Ticket Opened' is not an event type. Write dotted lower-case words, such as 'usage.feature-used'.
                    signal('Score Drop') § 1:8: 'Score Drop' does not name a signal. Write lower-case words joined by hyphens, as in signal('score-drop').
                    distinct('Features', 30) > 1 § 1:10: 'Features' does not name an activity set. Write lower-case words joined by hyphens, as in distinct('features', 30).
                    scoreDrop(30) = 20 § 1:15: a single '=' means nothing. Write '=='.
                    score > 20 § 1:1: 'score' is a function. Write score().
                    seats > 3 § 1:1: 'seats' is a trait. Write trait('seats').
                    status() == red § 1:13: 'red' is not known. Put texts in quotes, and parentheses after functions: 'red' or score().
                    status() == 'gren' § 1:13: it is never 'gren'. Write one of 'green', 'yellow', 'red', 'unknown'.
                    trait('seat') > 1 § 1:1: trait 'seat' is not in the catalogue. Write trait('seats').
                    trait('renewalDat') > 1 § 1:1: trait 'renewalDat' is not in the catalogue. Write daysUntil('renewalDate').
                    trait('seatXY') > 1 § 1:1: trait 'seatXY' is not in the catalogue. Write trait('seats'), or say what it is: numberTrait('seatXY'), textTrait('seatXY') or flagTrait('seatXY').
                    trait('my own') > 1 § 1:1: trait 'my own' is not in the catalogue. Say what it is: numberTrait('my own'), textTrait('my own') or flagTrait('my own').
                    trait('renewalDate') > 1 § 1:1: trait 'renewalDate' is a date. Write daysUntil('renewalDate').
                    textTrait('seats') == 'x' § 1:1: trait 'seats' is of another kind: number. Write trait('seats').
                    numberTrait('renewalDate') > 1 § 1:1: trait 'renewalDate' is of another kind: date as YYYY-MM-DD. Write daysUntil('renewalDate').
                    trait('plan') > 3 § 1:15: '>' takes numbers, but left of it stands a text. Texts can only be compared, with == and !=.
                    trait('plan') == 3 § 1:15: '==' compares a text with a number. Compare two of one kind; texts stand in quotes, numbers do not.
                    1 < score() < 3 § 1:13: '<' takes numbers, but left of it stands a condition. Join two comparisons with &&: 20 < score() && score() < 50.
                    !score() § 1:1: '!' takes a condition, not a number. Compare it, for example with > 0.
                    score() > 20 and true § 1:14: 'and' is not a word here. Write '&&'.
                    count('a.b', 30 > 1 § 1:6: '(' is never closed. Write ')' where it ends.
                    count('a.b', 30)) > 1 § 1:17: ')' closes nothing. Take it out, or write the '(' that it belongs to.
                    count('a.b, 30) > 1 § 1:7: a text is never closed. End it with the ' that it began with.
                    score() > 30 % § 1:14: '%' is not part of the language. Write a percentage as a share: 0.30 for 30 %.
                    score() > § 1:10: the expression ends too early. Complete it: a value is missing after the last sign.
                    score() > 1 2 § 1:13: '2' is not expected here. Look at what stands before it: an operator, a comma or a quote may be missing.
                    score() =< 3 § 1:9: '=<' is not part of the language. Write '<='.
                    score() > ‘3’ § 1:11: a quotation mark is not a straight one. Write texts between two ' or two ".
                    [1, 2].exists(x, x > 1) § 1:8: 'exists' is not part of the language. Ask the account with its functions, such as count('support.ticket-opened', 30).
                    has(trait('seats')) § 1:1: 'has' is not part of the language. Ask with hasData(…).
                    null == score() § 1:1: 'null' is not part of the language. Ask hasData(…) whether something is known, or say orElse(…, 0) what stands for it.
                    previous(score()) > 1 § 1:1: previous takes exactly one call of count, sum, mean, distinct, meanDaily, activeUsers or stickiness. Write previous(count('support.ticket-opened', 30)).
                    change(count('a.b', 3), 3, 3) > 1 § 1:1: change takes exactly one call of count, sum, mean, distinct, meanDaily, activeUsers or stickiness. Write change(count('support.ticket-opened', 30)).
                    change(activeUsers(3), 3) > 1 § 1:1: change takes a call of count, sum, mean or meanDaily where it is to compare with more days. Write change(count('usage.session-started', 28), 84).
                    change(count('a.b', 28), 1.5) > 1 § 1:26: the days that change compares with are not a whole number from 1 to 400, written out. Write change(count('usage.session-started', 28), 84).
                    change(count('a.b', 100), 300) > 1 § 1:1: change(count('a.b', 100), 300) reaches 401 days back, today included, but events are counted for 400 days. Compare with 299 days or fewer.
                    change(count('a.b', 400), 1) > 1 § 1:1: change(count('a.b', 400), 1) reaches 402 days back, today included, but events are counted for 400 days. Take a shorter window.
                    deviation(sum('a.b', 3), 3) > 1 § 1:1: deviation takes a call of count, and how many days before it to compare with. Write deviation(count('support.ticket-opened', 30), 90).
                    deviation(count('a.b', 3)) > 1 § 1:1: deviation takes a call of count, and how many days before it to compare with. Write deviation(count('support.ticket-opened', 30), 90).
                    deviation(count('a.b', 3), score()) > 1 § 1:28: the days that deviation compares with are not a whole number from 1 to 400, written out. Write deviation(count('support.ticket-opened', 30), 90).
                    change(previous(count('a.b', 3))) > 1 § 1:1: change takes exactly one call of count, sum, mean, distinct, meanDaily, activeUsers or stickiness. Write change(count('support.ticket-opened', 30)).
                    orElse(trait('seats'), 'x') > 1 § 1:1: orElse puts a text in place of a number. Let both be of one kind: orElse(trait('seats'), 0).
                    ratio(1) > 2 § 1:1: ratio takes two numbers. Write ratio(activeUsers(30), trait('seats')).
                    stage() in 'renewal' § 1:9: 'in' takes a list of texts or numbers that are written out. Write stage() in ['renewal', 'adoption'].
                    count('a.b', 30) § 1:1: the expression is a number, but a condition is wanted. Compare it, for example with > 0.
                    trait('plan') § 1:1: the expression is a text, but a condition is wanted. Compare it, for example with == 'pro'.
                    int(score()) > 1 § 1:1: 'int' is not part of the language. Leave it out: all numbers are of one kind.
                    30u > 1 § 1:1: a number ends in 'u'. Leave the letter out: all numbers are of one kind.
                    1e999 > 1 § 1:1: a number is too large. Write a smaller one.
                    trait('plan').upper() == 'A' § 1:15: there is no question 'upper' to a text. Ask with startsWith, endsWith or contains.
                    """)
    void shouldNamePlaceAndCure(String source, String problem) {
        assertThat(Compile.problems(Compile.anyCondition(source))).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    score() > 50 § 1:1: the expression is a condition, but a number is wanted. Choose a number by it: condition ? 1 : 0.
                    trait('plan') § 1:1: the expression is a text, but a number is wanted. Choose a number by it: trait('plan') == 'pro' ? 1 : 0.
                    score() ? 1 : 0 § 1:9: '?' takes a condition, not a number. Compare it, for example with > 0.
                    true ? 1 : 'a' § 1:6: '?' chooses between a number and a text. Let both be of one kind.
                    score() + true § 1:9: '+' takes numbers, but right of it stands a condition. Choose a number by it: condition ? 1 : 0.
                    """)
    void shouldWantANumber(String source, String problem) {
        assertThat(Compile.problems(Compile.anyNumber(source))).containsExactly(problem);
    }

    @Test
    void shouldNameAllProblemsInTheirOrder() {
        // Given
        String source = "score > 1 &&\n  trait('seat') > 1 ||\n  signl('x')";
        // When
        Compiled compiled = Compile.anyCondition(source);
        // Then
        assertThat(Compile.problems(compiled))
                .containsExactly(
                        "1:1: 'score' is a function. Write score().",
                        "2:3: trait 'seat' is not in the catalogue. Write trait('seats').",
                        "3:3: there is no function 'signl'. Did you mean signal('score-drop')?");
    }

    @Test
    void shouldListTheFunctionsWhenNoneIsNear() {
        assertThat(Compile.problems(Compile.anyNumber("frobnicate(3)")))
                .containsExactly(
                        "1:1: there is no function 'frobnicate'. The functions are activeUsers,"
                                + " change, count, daysSince, daysSinceFirst, daysUntil, deviation,"
                                + " distinct, flagTrait, happenedAfter, hasData, latest, max, mean,"
                                + " meanDaily, min, numberTrait, orElse, percentile, previous,"
                                + " ratio, risk, score, scoreDrop, segment, signal, stage, status,"
                                + " stickiness, sum, textTrait, trait.");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"``", "`  \n `"})
    void shouldSayThatThereIsNothing(String source) {
        assertThat(Compile.problems(Compile.anyNumber(source)))
                .containsExactly(
                        "1:1: the expression is empty. Write one, such as"
                                + " count('support.ticket-opened', 30).");
    }
}

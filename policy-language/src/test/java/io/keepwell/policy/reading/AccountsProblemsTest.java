package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with segments and stages, word for word. */
class AccountsProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    id: small § id: large § 20:8: segment 'large' is already at a.yaml:19. Give one of the two another id, or remove it.
                    when: trait('arr') > 100000 § when: score() > 5 § 19:21: score, risk, status, segment and stage cannot be asked for here: a segment is known before an account is judged. Ask for events and traits, or move the question to a signal.
                    when: trait('arr') > 100000 § when: trait('arr') > 100000 && stage() == 'renewal' § 19:46: score, risk, status, segment and stage cannot be asked for here: a segment is known before an account is judged. Ask for events and traits, or move the question to a signal.
                    when: trait('arr') > 100000 § when: signal('drop') § 19:21: signals cannot be asked for here: a segment is known before an account is judged. Write out the signal's own condition.
                    when: trait('arr') > 100000 § when: trait('arr') § 19:21: the expression is a number, but a condition is wanted. Compare it, for example with > 0.
                    , when: trait('arr') > 100000 § `` § 19:3: the segment has no 'when'. Add a line such as 'when: trait('arr') < 25000'.
                    id: adoption § id: renewal § 26:8: stage 'renewal' is already at a.yaml:25. Give one of the two another id, or remove it.
                    , daysSinceStart: {from: 0, below: 180} § `` § 26:3: the stage has neither 'daysSinceStart' nor 'daysToRenewal'. Add a line such as 'daysSinceStart: {from: 0, below: 90}'.
                    from: 0, below: 180 § from: 180, below: 180 § 26:53: 'below' must be more than 'from', which is 180, was 180. Write the first day that is no longer in the range.
                    from: 0, below: 180 § from: 0.5, below: 180 § 26:41: 'from' must be a whole number of days, was 0.5. Write it as in 'from: 0'.
                    from: 0, below: 180 § from: 0, below: 40000 § 26:51: 'below' must be from -36525 to 36525, was 40000. Write it as in 'below: 90'.
                    daysSinceStart: {from: 0, below: 180} § daysSinceStart: {} § 26:34: the range has neither 'from' nor 'below'. Write it as in '{from: 0, below: 90}'.
                    daysSinceStart: {from: 0, below: 180} § daysSinceStart: 180 § 26:34: 'daysSinceStart' must be a mapping, this is a number. Write it as in 'daysSinceStart: {from: 0, below: 90}'.
                    daysSinceStart: {from: 0, below: 180} § daysSincestart: {from: 0, below: 180} § 26:18: the key 'daysSincestart' is not known here. Did you mean 'daysSinceStart'?
                    """)
    void shouldNamePlaceAndCure(String part, String instead, String problem) {
        // Given
        String text = Texts.replaced(Texts.WHOLE, part, instead);
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems).containsExactly("a.yaml:" + problem);
    }
}

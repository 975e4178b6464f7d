package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with an expression within a document, word for word. */
class FormulasProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    distinct('features', 30) § distinct('features', 30 § 15:20: '(' is never closed. Write ')' where it ends.
                    distinct('features', 30) § cuont('usage.session-started', 28) § 15:12: there is no function 'cuont'. Did you mean count('support.ticket-opened', 30)?
                    distinct('features', 30) § 1 + cuont('usage.session-started', 28) § 15:16: there is no function 'cuont'. Did you mean count('support.ticket-opened', 30)?
                    distinct('features', 30) § "1 + cuont('usage.session-started', 28)" § 15:17: there is no function 'cuont'. Did you mean count('support.ticket-opened', 30)?
                    distinct('features', 30) § '1 + trait(''arr'') + cuont(''usage.session-started'', 28)' § 15:34: there is no function 'cuont'. Did you mean count('support.ticket-opened', 30)?
                    distinct('features', 30) § "1 +\\x20cuont('usage.session-started', 28)" § 15:12: there is no function 'cuont'. Did you mean count('support.ticket-opened', 30)?
                    distinct('features', 30) § >-\\n      1 +\\n      cuont('usage.session-started', 28) § 15:12: there is no function 'cuont'. Did you mean count('support.ticket-opened', 30)?
                    distinct('features', 30) § |\\n      1 +\\n      cuont('usage.session-started', 28) § 15:12: there is no function 'cuont'. Did you mean count('support.ticket-opened', 30)?
                    distinct('features', 30) § 1 +\\n      cuont('usage.session-started', 28) § 15:12: there is no function 'cuont'. Did you mean count('support.ticket-opened', 30)?
                    distinct('features', 30) § score() § 15:12: score, risk, status, segment and stage cannot be asked for here: a measure is what the verdict is made of. Ask for events and traits, or move the question to a signal.
                    distinct('features', 30) § 1 + scoreDrop(30) § 15:16: score, risk, status, segment and stage cannot be asked for here: a measure is what the verdict is made of. Ask for events and traits, or move the question to a signal.
                    distinct('features', 30) § "status() == 'score(' ? 1 : 0" § 15:25: it is never 'score('. Write one of 'green', 'yellow', 'red', 'unknown'.
                    distinct('features', 30) § "'score()' == 'x' ? score() : 0" § 15:32: score, risk, status, segment and stage cannot be asked for here: a measure is what the verdict is made of. Ask for events and traits, or move the question to a signal.
                    distinct('features', 30) § "signal('score-drop') ? 1 : 0" § 15:13: signals cannot be asked for here: a measure is what the verdict is made of. Write out the signal's own condition.
                    distinct('features', 30) § percentile(percentile(activeUsers(30))) § 15:23: percentile stands within percentile. Take the inner one out: a place among peers has no peers of its own.
                    distinct('features', 30) § score() > 5 § 15:12: the expression is a condition, but a number is wanted. Choose a number by it: condition ? 1 : 0.
                    distinct('features', 30) § 5 § 15:12: 'value' must be an expression, this is a number. Write it as in 'value: distinct('features', 30)'.
                    distinct('features', 30) § [a] § 15:12: 'value' must be an expression, this is a list. Write it as in 'value: distinct('features', 30)'.
                    distinct('features', 30) § distinct('feature', 30) § 15:21: no event marks the activity set 'feature'. Did you mean 'features'?
                    distinct('features', 30) § distinct('planets', 30) § 15:21: no event marks the activity set 'planets'. The sets are 'contacts', 'features', 'users'.
                    distinct('features', 30) § count('usage.session-startd', 30) § 15:18: event type 'usage.session-startd' is not in the catalogue. Did you mean 'usage.session-started'? Give a type of your own a name that is less like it.
                    distinct('features', 30) § 1 + count('usage.sesion-startd', 30) § 15:22: event type 'usage.sesion-startd' is not in the catalogue. Did you mean 'usage.session-started'? Give a type of your own a name that is less like it.
                    distinct('features', 30) § numberTrait('seatz') § 15:24: trait 'seatz' is not in the catalogue. Did you mean 'seats'? Give a trait of your own a name that is less like it.
                    distinct('features', 30) § count("usage.session-startd", 30) § 15:18: event type 'usage.session-startd' is not in the catalogue. Did you mean 'usage.session-started'? Give a type of your own a name that is less like it.
                    """)
    void shouldNamePlaceAndCure(String part, String instead, String problem) {
        // Given
        String text = Texts.replaced(Texts.CARD, part, instead);
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems).containsExactly("a.yaml:" + problem);
    }
}

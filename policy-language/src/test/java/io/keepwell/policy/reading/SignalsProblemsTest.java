package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with signals, word for word. */
class SignalsProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    id: both, category § id: drop, category § 14:8: signal 'drop' is already at a.yaml:10. Give one of the two another id, or remove it.
                    category: risk\\n § category: risc\\n § 11:13: 'category' must be one of 'risk', 'expansion', 'lifecycle', was 'risc'. Did you mean 'risk'?
                    category: risk\\n § category: billing\\n § 11:13: 'category' must be one of 'risk', 'expansion', 'lifecycle', was 'billing'. Write it as in 'category: risk'.
                    category: risk\\n  when § when § 10:3: the signal has no 'category'. Add a line such as 'category: risk'.
                    when: scoreDrop(30) > 20 § when: scoreDrop(30) § 12:9: the expression is a number, but a condition is wanted. Compare it, for example with > 0.
                    when: scoreDrop(30) > 20 § when: true § 12:9: 'when' must be an expression, this is true or false. Write it as in 'when: scoreDrop(30) > 20'.
                    when: scoreDrop(30) > 20 § when: percentile(activeUsers(30)) < 10 § 12:9: percentile can be asked by measures of scorecards only, which tell of how many peers it is. Give a scorecard such a measure, or compare with a number: count('usage.session-started', 28) < 10.
                    until: scoreDrop(30) <= 15 § util: scoreDrop(30) <= 15 § 13:3: the key 'util' is not known here. Did you mean 'until'?
                    until: scoreDrop(30) <= 15 § until: scoreDrop(0) <= 15 § 13:20: the days of scoreDrop are not a whole number from 1 to 400. Write scoreDrop(30).
                    signal('drop') && § signal('dorp') && § 14:43: there is no signal 'dorp'. Did you mean 'drop'?
                    signal('drop') && § signal('other-thing') && § 14:43: there is no signal 'other-thing'. Write the signal, or ask for another one.
                    until: scoreDrop(30) <= 15 § until: "!signal('both')" § 13:19: signals ask for each other in a circle: drop, both, drop. Write out the condition of one of them in place of signal(…).
                    when: scoreDrop(30) > 20 § when: scoreDrop(30) > 20 && signal('drop') § 12:38: signals ask for each other in a circle: drop, drop. Write out the condition of one of them in place of signal(…).
                    when: scoreDrop(30) > 20 § when: scoreDrop(30) > 20 && count('support.ticket-opend', 30) > 1 § 12:37: event type 'support.ticket-opend' is not in the catalogue. Did you mean 'support.ticket-opened'? Give a type of your own a name that is less like it.
                    id: both, § id: both, severity: high, § 14:14: the key 'severity' is not known here. The keys here are 'id', 'name', 'category', 'when', 'until'.
                    id: risk\\n § id: risk\\nname: Risk\\n § 9:1: the key 'name' is not known here. The keys here are 'kind', 'id', 'description', 'signals'.
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

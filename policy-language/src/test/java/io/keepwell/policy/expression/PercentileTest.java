package io.keepwell.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentileTest {

    private static final FakeMetrics ACME =
            new FakeMetrics()
                    .say("count usage.session-started 28 0", 42.0)
                    .say("percentile count('usage.session-started', 28)", 83.0)
                    .say("percentile latest('engagement.nps-submitted')", 50.0);

    @Test
    void shouldAskWhereTheNumberStandsAndNotForTheNumber() {
        assertThat(answer("percentile(count('usage.session-started', 28))")).isEqualTo(83.0);
        assertThat(answer("100 - percentile(count('usage.session-started', 28))")).isEqualTo(17.0);
    }

    @Test
    void shouldHaveNoDataWhereTheNumberHasNone() {
        assertThat(answer("percentile(latest('engagement.nps-submitted'))"))
                .isEqualTo(Set.of("percentile(latest('engagement.nps-submitted'))"));
        assertThat(answer("orElse(percentile(latest('engagement.nps-submitted')), 40)"))
                .isEqualTo(40.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    percentile( count( 'a.b',28 ) )             § count('a.b', 28)
                    percentile(count('a.b', 28))                § count('a.b', 28)
                    1 + percentile(  trait('seats')  *   2  )   § trait('seats')*2
                    percentile(trait('plan') in ['a , b)'] ? trait('seats') : 1) § trait('plan')in['a , b)']?trait('seats'):1
                    """)
    void shouldCallOneNumberTheSameHoweverItIsSpaced(String source, String metric) {
        Expression expression = Compile.number(source);

        assertThat(expression.percentiles()).containsOnlyKeys(metric);
        assertThat(Compile.number(metric).reads())
                .as("it is an expression by itself")
                .isEqualTo(Objects.requireNonNull(expression.percentiles().get(metric)).reads());
    }

    @Test
    void shouldReadADayMoreSinceItsWindowsEndWithYesterday() {
        Reads reads =
                Compile.number(
                                "percentile(count('a.b', 28) + activeUsers(30)"
                                        + " + daysSince('c.d') + trait('seats'))")
                        .reads();

        assertThat(reads.types()).isEqualTo(Map.of("a.b", 29, "c.d", 0));
        assertThat(reads.sets()).isEqualTo(Map.of("users", 31));
        assertThat(reads.traits()).containsExactly("seats");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    percentile() § 1:1: percentile takes one number. Write percentile(count('usage.session-started', 28)).
                    percentile(trait('plan')) § 1:1: percentile takes a number, and this is a text. Write percentile(count('usage.session-started', 28)).
                    1 + percentile(percentile(count('a.b', 3))) § 1:16: percentile stands within percentile. Take the inner one out: a place among peers has no peers of its own.
                    percentile(7) § 1:1: percentile asks nothing of the account, so that all peers are the same. Write percentile(count('usage.session-started', 28)).
                    percentile(score()) § 1:1: percentile cannot hold score, status, segment, stage or a signal against peers: they come of the verdict. Ask for events and traits: percentile(count('usage.session-started', 28)).
                    percentile(count('a.b', 400)) § 1:1: percentile compares whole days, so its windows end with yesterday, and one begins a day before what is kept. Take a window that is a day shorter.
                    percentile(activeUsers(128)) § 1:1: percentile compares whole days, so its windows end with yesterday, and one begins a day before what is kept. Take a window that is a day shorter.
                    percentil(count('a.b', 3)) § 1:1: there is no function 'percentil'. Did you mean percentile(count('usage.session-started', 28))?
                    percentile(cuont('a.b', 3)) § 1:12: there is no function 'cuont'. Did you mean count('support.ticket-opened', 30)?
                    change(percentile(count('a.b', 3))) § 1:1: change takes exactly one call of count, sum, mean, distinct, meanDaily, activeUsers or stickiness. Write change(count('support.ticket-opened', 30)).
                    count('a.b', percentile(count('a.b', 3))) § 1:14: the days of count must be written out as a number. Write count('support.ticket-opened', 30).
                    """)
    void shouldRefuseWhatHasNoPeers(String source, String problem) {
        assertThat(Compile.problems(Compile.anyNumber(source))).containsExactly(problem);
    }

    private static Object answer(String source) {
        return Compile.answer(Compile.number(source), ACME);
    }
}

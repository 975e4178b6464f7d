package io.keepwell.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No data spreads, unless the answer is the same whatever it is; and limits are exact. */
class ExpressionNoDataTest {

    private static final Object NO_DATA = new TreeSet<>(Set.of("flagTrait('it')"));
    private static final Object NO_NUMBER = new TreeSet<>(Set.of("numberTrait('it')"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    flagTrait('it') && true                § no data
                    true && flagTrait('it')                § no data
                    flagTrait('it') && false               § false
                    false && flagTrait('it')               § false
                    flagTrait('it') || true                § true
                    true || flagTrait('it')                § true
                    flagTrait('it') || false               § no data
                    false || flagTrait('it')               § no data
                    flagTrait('it') && flagTrait('it')     § no data
                    flagTrait('it') || flagTrait('it')     § no data
                    !flagTrait('it')                       § no data
                    flagTrait('it') == flagTrait('it')     § no data
                    flagTrait('it') != true                § no data
                    flagTrait('it') ? true : true          § no data
                    true ? true : flagTrait('it')          § true
                    false ? true : flagTrait('it')         § no data
                    hasData(flagTrait('it'))               § false
                    hasData(flagTrait('it')) && flagTrait('it')  § false
                    !hasData(flagTrait('it'))              § true
                    orElse(flagTrait('it'), true)          § true
                    """)
    void shouldFollowTheTruthTables(String source, String expected) {
        Object wanted = expected.equals("no data") ? NO_DATA : (Object) Boolean.valueOf(expected);
        assertThat(Compile.answer(Compile.condition(source), new FakeMetrics())).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    numberTrait('it') > 1
                    numberTrait('it') >= 1
                    1 < numberTrait('it')
                    numberTrait('it') <= 1
                    numberTrait('it') == 1
                    numberTrait('it') != 1
                    !(numberTrait('it') > 1)
                    numberTrait('it') in [1, 2]
                    numberTrait('it') + 1 > 0
                    1 - numberTrait('it') > 0
                    0 * numberTrait('it') == 0
                    1 / numberTrait('it') > 0
                    -numberTrait('it') > 0
                    min(numberTrait('it'), 1) > 0
                    max(1, numberTrait('it')) > 0
                    ratio(1, numberTrait('it')) > 0
                    orElse(numberTrait('it'), numberTrait('it')) > 0
                    (numberTrait('it') > 1 ? 1 : 2) > 0
                    """)
    void shouldSpread(String source) {
        assertThat(Compile.answer(Compile.condition(source), new FakeMetrics()))
                .isEqualTo(NO_NUMBER);
    }

    @ParameterizedTest
    @CsvSource({"70, false", "69, true", "71, false", "70.000001, false", "69.999999, true"})
    void shouldBeExactAtADeclineOfThirtyPercent(double now, boolean expected) {
        // Given
        FakeMetrics metrics =
                new FakeMetrics()
                        .say("count usage.session-started 28 1", now)
                        .say("count usage.session-started 28 29", 100.0);
        // When
        Object answer =
                Compile.answer(
                        Compile.condition("change(count('usage.session-started', 28)) < -0.30"),
                        metrics);
        // Then
        assertThat(answer).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"20, false", "20.000001, true", "19.999999, false"})
    void shouldBeExactAtADropOfTwentyPoints(double drop, boolean expected) {
        assertThat(
                        Compile.answer(
                                Compile.condition("scoreDrop(30) > 20"),
                                new FakeMetrics().say("scoreDrop 30", drop)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"79, false", "80, true"})
    void shouldBeExactAtFourFifths(double users, boolean expected) {
        // Given
        FakeMetrics metrics =
                new FakeMetrics().say("distinct users 30 0", users).say("trait seats", 100.0);
        // When
        Object answer =
                Compile.answer(
                        Compile.condition("ratio(activeUsers(30), trait('seats')) >= 0.8"),
                        metrics);
        // Then
        assertThat(answer).isEqualTo(expected);
    }
}

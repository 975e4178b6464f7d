package io.keepwell.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each function asks of the account, and what comes of it. */
class ExpressionFunctionsTest {

    private static final FakeMetrics ACME =
            new FakeMetrics()
                    .say("count support.ticket-opened 30 0", 12.0)
                    .say("count support.ticket-opened 30 30", 8.0)
                    .say("count support.ticket-opened 30 1", 12.0)
                    .say("count support.ticket-opened 30 31", 8.0)
                    .say("count support.ticket-opened 21 1", 4.0)
                    .say("count support.ticket-opened 84 22", 60.0)
                    .say("count usage.session-started 28 1", 60.0)
                    .say("count usage.session-started 84 29", 300.0)
                    .say("count far.back 199 1", 3.0)
                    .say("count far.back 199 200", 4.0)
                    .say("count far.back 200 0", 5.0)
                    .say("count far.back 200 200", 4.0)
                    .say("count gone.quiet 30 1", 3.0)
                    .say("count gone.quiet 30 31", 0.0)
                    .say("count never.came 30 1", 0.0)
                    .say("count never.came 90 31", 0.0)
                    .say("sum usage.session-started 7 1", 90.0)
                    .say("sum usage.session-started 7 8", 60.0)
                    .say("sum usage.session-started 21 8", 216.0)
                    .say("mean support.csat-submitted 30 1", 60.0)
                    .say("mean support.csat-submitted 90 31", 80.0)
                    .say("distinct users 30 1", 40.0)
                    .say("distinct users 30 31", 50.0)
                    .say("distinct users 64 0", 6.0)
                    .say("distinct users 64 64", 4.0)
                    .say("meanDaily users 30 1", 10.0)
                    .say("meanDaily users 30 31", 25.0)
                    .say("meanDaily users 7 1", 5.0)
                    .say("meanDaily users 28 8", 4.0)
                    .say("sum usage.session-started 7 0", 90.0)
                    .say("sum usage.session-started 7 7", 60.0)
                    .say("mean support.csat-submitted 90 0", 92.5)
                    .say("mean support.csat-submitted 90 90", 80.0)
                    .say("distinct features 30 0", 6.0)
                    .say("distinct features 30 30", 4.0)
                    .say("distinct users 30 0", 40.0)
                    .say("distinct users 30 30", 50.0)
                    .say("meanDaily users 30 0", 10.0)
                    .say("meanDaily users 30 30", 25.0)
                    .say("latest engagement.nps-submitted", 9.0)
                    .say("daysSince engagement.qbr-completed", 30.0)
                    .say("daysSinceFirst usage.session-started", 200.0)
                    .say("happenedAfter relationship.sponsor-met relationship.sponsor-left", true)
                    .say("count gone.quiet 30 0", 3.0)
                    .say("count gone.quiet 30 30", 0.0)
                    .say("trait seats", 50.0)
                    .say("trait plan", "pro")
                    .say("trait strategic", true)
                    .say("trait licences", 7.0)
                    .say("trait colour", "blue")
                    .say("daysUntil renewalDate", 120.0)
                    .say("the score", 61.25)
                    .say("scoreDrop 30", 20.0)
                    .say("the status", "yellow")
                    .say("the segment", "smb")
                    .say("the stage", "renewal")
                    .say("signal score-drop", true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    count('support.ticket-opened', 30)                        § 12
                    count('support.ticket-opened', 30.0)                      § 12
                    sum('usage.session-started', 7)                           § 90
                    mean('support.csat-submitted', 90)                        § 92.5
                    distinct('features', 30)                                  § 6
                    meanDaily('users', 30)                                    § 10
                    activeUsers(30)                                           § 40
                    stickiness(30)                                            § 0.25
                    latest('engagement.nps-submitted')                        § 9
                    daysSince('engagement.qbr-completed')                     § 30
                    daysSinceFirst('usage.session-started')                   § 200
                    trait('seats')                                            § 50
                    numberTrait('seats')                                      § 50
                    numberTrait('licences')                                   § 7
                    daysUntil('renewalDate')                                  § 120
                    score()                                                   § 61.25
                    scoreDrop(30)                                             § 20
                    ratio(activeUsers(30), trait('seats'))                    § 0.8
                    orElse(trait('seats'), 1)                                 § 50
                    orElse(trait('arr'), 1)                                   § 1
                    min(trait('seats'), 3)                                    § 3
                    max(trait('seats'), 3)                                    § 50
                    previous(count('support.ticket-opened', 30))              § 8
                    previous(sum('usage.session-started', 7))                 § 60
                    previous(mean('support.csat-submitted', 90))              § 80
                    previous(distinct('features', 30))                        § 4
                    previous(meanDaily('users', 30))                          § 25
                    previous(activeUsers(30))                                 § 50
                    previous(stickiness(30))                                  § 0.5
                    change(count('support.ticket-opened', 30))                § 0.5
                    change(sum('usage.session-started', 7))                   § 0.5
                    change(activeUsers(30))                                   § -0.2
                    change(stickiness(30))                                    § -0.5
                    change(count('far.back', 199))                            § -0.25
                    change(count('far.back', 200))                            § 0.25
                    change(activeUsers(64))                                   § 0.5
                    change(count('usage.session-started', 28), 84)            § -0.4
                    change(sum('usage.session-started', 7), 21)               § 0.25
                    change(mean('support.csat-submitted', 30), 90)            § -0.25
                    change(meanDaily('users', 7), 28)                         § 0.25
                    deviation(count('support.ticket-opened', 21), 84)         § -2.75
                    deviation(count('never.came', 30), 90)                    § 0
                    -score()                                                  § -61.25
                    3 / 2                                                     § 1.5
                    1 + 2.5 * 2 - 6 / 4                                       § 4.5
                    score() > 60 ? 1 : 0.5                                    § 1
                    """)
    void shouldComeToANumber(String source, double expected) {
        assertThat(Compile.answer(Compile.number(source), ACME)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    happenedAfter('relationship.sponsor-met', 'relationship.sponsor-left') § true
                    happenedAfter('relationship.sponsor-left', 'relationship.sponsor-met') § false
                    trait('plan') == 'pro'                        § true
                    textTrait('plan') != 'pro'                    § false
                    textTrait('colour') == "blue"                 § true
                    flagTrait('strategic')                        § true
                    status() == 'yellow'                          § true
                    status() in ['green', 'yellow']               § true
                    segment() == 'smb' && stage() == 'renewal'    § true
                    stage() in ['onboarding', 'adoption']         § false
                    trait('seats') in [10, 50]                    § true
                    signal('score-drop')                          § true
                    signal('other')                               § false
                    hasData(trait('seats'))                       § true
                    hasData(trait('arr'))                         § false
                    hasData(trait('arr') + 1)                     § false
                    orElse(segment(), 'none') == 'smb'            § true
                    orElse(trait('region'), 'none') == 'none'     § true
                    orElse(flagTrait('other'), false)             § false
                    trait('plan').startsWith('pr')                § true
                    trait('plan').endsWith('x')                   § false
                    trait('plan').contains('r')                   § true
                    trait('seats') == 50                          § true
                    trait('seats') > 49.5                         § true
                    3 / 2 == 1.5                                  § true
                    1 == 1.0                                      § true
                    !(score() < 50)                               § true
                    """)
    void shouldComeToATruth(String source, boolean expected) {
        assertThat(Compile.answer(Compile.condition(source), ACME)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    count('a.b', 30)                        § count('a.b', 30)
                    sum('a.b', 30)                          § sum('a.b', 30)
                    mean('a.b', 30)                         § mean('a.b', 30)
                    distinct('features', 7)                 § distinct('features', 7)
                    meanDaily('users', 7)                   § meanDaily('users', 7)
                    activeUsers(7)                          § activeUsers(7)
                    stickiness(7)                           § stickiness(7)
                    latest('a.b')                           § latest('a.b')
                    daysSince('a.b')                        § daysSince('a.b')
                    daysSinceFirst('a.b')                   § daysSinceFirst('a.b')
                    trait('arr')                            § trait('arr')
                    numberTrait('other')                    § numberTrait('other')
                    textTrait('seats2') == 'x' ? 1 : 0      § textTrait('seats2')
                    daysUntil('contractStartedOn')          § daysUntil('contractStartedOn')
                    scoreDrop(7)                            § scoreDrop(7)
                    previous(activeUsers(7))                § previous(activeUsers(7))
                    change(count('gone.quiet', 30))         § change(count('gone.quiet', 30))
                    change(count('a.b', 30))                § change(count('a.b', 30))
                    change(count('a.b', 28), 84)            § change(count('a.b', 28), 84)
                    change(count('never.came', 30), 90)     § change(count('never.came', 30), 90)
                    deviation(count('a.b', 28), 84)         § deviation(count('a.b', 28), 84)
                    ratio(trait('seats'), 0)                § a division by zero
                    trait('seats') / (3 - 3)                § a division by zero
                    0 / 0                                   § a division by zero
                    ratio(trait('seats'), trait('arr'))     § trait('arr')
                    1e308 * 10                              § a number that is too large
                    -1e308 - 1e308                          § a number that is too large
                    """)
    void shouldNameWhatIsMissing(String source, String missing) {
        assertThat(Compile.answer(Compile.number(source), ACME))
                .isEqualTo(new TreeSet<>(Set.of(missing)));
    }

    @Test
    void shouldNameAllThatIsMissing() {
        // Given
        Expression expression = Compile.number("trait('arr') + latest('a.b') * score()");
        // When
        Answer answer = expression.evaluate(ACME);
        // Then
        assertThat(answer).isEqualTo(new Answer.NoData(Set.of("trait('arr')", "latest('a.b')")));
    }

    @Test
    void shouldTakeANumberThatIsNotFiniteForNoData() {
        // Given
        FakeMetrics broken = new FakeMetrics().say("the score", Double.NaN);
        // When
        Object answer = Compile.answer(Compile.condition("!(score() > 60)"), broken);
        // Then
        assertThat(answer).isEqualTo(new TreeSet<>(Set.of("score()")));
    }
}

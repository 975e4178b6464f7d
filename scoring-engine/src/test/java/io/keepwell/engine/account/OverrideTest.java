package io.keepwell.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.engine.score.ScoreOverride;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import io.keepwell.model.health.ScoreChangedV1;
import io.keepwell.model.health.Status;
import io.keepwell.model.health.StatusChangedV1;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person's word: who said it, for how long it holds, and what it does to status and history. */
class OverrideTest {

    private static final Judge JUDGE = TestPolicies.judge(TestPolicies.told("p1"));

    private final Owner owner = new Owner(Reporting.NONE);

    @BeforeEach
    void beginInRed() {
        owner.take(JUDGE, List.of(TestEvents.health("e0", TestEvents.at(0, 1), "40")));
        assertThat(owner.verdict().status()).isEqualTo(Status.RED);
    }

    @Test
    void shouldTakeAPersonsWordAtOnceAndTellTheComputedScoreBesideIt() {
        owner.take(JUDGE, said("e1", 0, 2, "85", "score", null));

        assertThat(owner.verdict().status()).isEqualTo(Status.GREEN);
        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("85");
        assertThat(owner.verdict().score().computed().orElseThrow()).isEqualByComparingTo("40");
        ScoreOverride word = owner.verdict().score().override().orElseThrow();
        assertThat(word.author()).isEqualTo("ana");
        assertThat(word.reason()).isEqualTo("they told me");
        assertThat(word.eventId()).isEqualTo("e1");
        assertThat(word.setOn()).isEqualTo(TestEvents.DAY);
        assertThat(word.lastDay()).isEqualTo(TestEvents.DAY + 29);
    }

    @Test
    void shouldNotCallItADropWhenAWordIsSaidOrTakenBack() {
        owner.take(JUDGE, said("e1", 0, 2, "85", "score", null));
        owner.take(JUDGE, TestEvents.lifted("e2", TestEvents.at(1, 2), TestEvents.at(1, 2)));
        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("40");
        owner.take(JUDGE, said("e3", 2, 2, "5", "score", null));

        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("5");
        assertThat(owner.verdict().signals()).doesNotContainKey("score-drop");
    }

    @Test
    void shouldCallItADropWhenTheCustomerFallsBehindAWord() {
        owner.take(JUDGE, TestEvents.health("e1", TestEvents.at(0, 2), "80"));
        owner.take(JUDGE, said("e2", 0, 3, "90", "score", null));

        owner.take(JUDGE, TestEvents.health("e3", TestEvents.at(1, 2), "55"));

        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("90");
        assertThat(owner.verdict().signals()).containsKey("score-drop");
    }

    @Test
    void shouldLabelWhatAPersonMovedAsAnOverrideAndSayWhoDidIt() {
        owner.take(JUDGE, said("e1", 0, 2, "85", "score", null));

        Change change = owner.changes().getLast();
        assertThat(change.cause().kind()).isEqualTo(CauseKind.OVERRIDE);
        assertThat(change.parts())
                .containsExactly(
                        new ChangePart(CauseKind.OVERRIDE, null, null, null, new BigDecimal("45")));
        assertThat(change.messages()).hasSize(2);
        assertThat(((ScoreChangedV1) change.messages().getFirst()).parts())
                .isEqualTo(change.parts());
        assertThat(((StatusChangedV1) change.messages().getLast()).reason())
                .isEqualTo("ana said 85: they told me");
    }

    @ParameterizedTest
    @CsvSource({
        // until which day it was said, and the last day on which it holds
        ", 29",
        "3, 3",
        "0, 0",
        // the card allows 30 days
        "200, 29"
    })
    void shouldEndWithItsLastDay(@Nullable Integer until, int lastDay) {
        owner.take(JUDGE, said("e1", 0, 2, "85", "score", until));

        owner.advance(JUDGE, TestEvents.at(lastDay, 23.99));
        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("85");
        owner.advance(JUDGE, TestEvents.at(lastDay + 1, 0));

        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("40");
        assertThat(owner.verdict().score().override()).isEmpty();
        assertThat(owner.verdict().status()).isEqualTo(Status.RED);
        assertThat(owner.changes().getLast().cause().kind()).isEqualTo(CauseKind.TIME);
        assertThat(owner.changes().getLast().parts())
                .containsExactly(
                        new ChangePart(
                                CauseKind.OVERRIDE, null, null, null, new BigDecimal("-45")));
    }

    @Test
    void shouldNotHoldWhatWasSaidForDaysThatAreOver() {
        owner.take(JUDGE, said("e1", 0, 2, "85", "score", -1));

        assertThat(owner.verdict().score().override()).isEmpty();
        assertThat(owner.verdict().status()).isEqualTo(Status.RED);
    }

    @Test
    void shouldTakeAWordAndTakeItBackAtOnceThoughTheStatusIsNew() {
        // Given: an account that is no longer new, green for an hour; a status is held for a day
        owner.take(JUDGE, TestEvents.health("e1", TestEvents.at(3, 1), "90"));
        assertThat(owner.verdict().status()).isEqualTo(Status.GREEN);

        owner.take(JUDGE, said("e2", 3, 2, "60", "score", null));
        assertThat(owner.verdict().status()).isEqualTo(Status.YELLOW);
        owner.take(JUDGE, TestEvents.lifted("e3", TestEvents.at(3, 3), TestEvents.at(3, 3)));

        assertThat(owner.verdict().status()).isEqualTo(Status.GREEN);
        assertThat(owner.changes().getLast().cause().kind()).isEqualTo(CauseKind.OVERRIDE);
    }

    @Test
    void shouldTakeTheLatestWordInWhateverOrderTheyCome() {
        owner.take(JUDGE, said("e2", 0, 5, "70", "score", null));
        owner.take(JUDGE, said("e1", 0, 4, "90", "score", 1));

        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("70");
        // What another word said of its end does not end this one.
        assertThat(owner.verdict().score().override().orElseThrow().lastDay())
                .isEqualTo(TestEvents.DAY + 29);
    }

    @Test
    void shouldHoldAWordThatWasSaidAfterAnotherWasTakenBack() {
        owner.take(JUDGE, said("e1", 0, 2, "85", "score", null));
        owner.take(JUDGE, TestEvents.lifted("e2", TestEvents.at(0, 3), TestEvents.at(0, 3)));
        assertThat(owner.verdict().score().override()).isEmpty();

        owner.take(JUDGE, said("e3", 0, 4, "75", "score", null));

        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("75");
    }

    @Test
    void shouldGoOnMovingBelowACapAndSayWhatTheCapTakes() {
        owner.take(JUDGE, said("e1", 0, 2, "60", "cap", null));
        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("40");

        owner.take(JUDGE, TestEvents.health("e2", TestEvents.at(0, 3), "90"));

        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("60");
        assertThat(owner.changes().getLast().parts())
                .containsExactlyInAnyOrder(
                        new ChangePart(
                                CauseKind.BEHAVIOUR, "all", "told", null, new BigDecimal("50")),
                        new ChangePart(
                                CauseKind.OVERRIDE, null, null, null, new BigDecimal("-30")));
    }

    @Test
    void shouldBeTheSameWordAfterItWasStored() {
        // Given: a cap holds a green account, and hysteresis keeps it green from 78 on
        owner.take(JUDGE, TestEvents.health("e1", TestEvents.at(2, 1), "90"));
        owner.take(JUDGE, said("e2", 2, 2, "85", "cap", null));
        owner.letGo();

        owner.take(JUDGE, TestEvents.health("e3", TestEvents.at(2, 3), "79"));

        assertThat(owner.verdict().status()).isEqualTo(Status.GREEN);
    }

    @Test
    void shouldNotNameAPersonWhoMovedNothing() {
        owner.take(JUDGE, TestEvents.health("e1", TestEvents.at(2, 1), "90"));
        owner.take(JUDGE, said("e2", 2, 2, "95", "cap", null));

        owner.take(JUDGE, TestEvents.health("e3", TestEvents.at(4, 3), "40"));

        StatusChangedV1 red =
                owner.messages().stream()
                        .filter(StatusChangedV1.class::isInstance)
                        .map(StatusChangedV1.class::cast)
                        .toList()
                        .getLast();
        assertThat(red.reason()).startsWith("the score fell from 90 to 40");
    }

    @ParameterizedTest
    @CsvSource({"-5", "100.000001", "250"})
    void shouldNotBelieveAScoreThatIsNone(String score) {
        owner.take(JUDGE, said("e1", 0, 2, score, "score", null));

        assertThat(owner.verdict().score().override()).isEmpty();
        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("40");
    }

    @Test
    void shouldLetNobodyOverrideWhereTheCardDoesNotAllowIt() {
        var strict =
                TestPolicies.judge(
                        TestPolicies.policies(
                                "p2",
                                TestPolicies.withoutOverrides(
                                        TestPolicies.dimension(
                                                "all",
                                                "1",
                                                TestPolicies.measure(
                                                        "told",
                                                        "1",
                                                        TestPolicies.number(
                                                                "numberTrait('health')"))))));

        owner.take(strict, said("e1", 0, 2, "85", "score", null));
        // Ahead by two minutes, and so of the next day.
        owner.take(
                strict,
                TestEvents.overridden(
                        "e2",
                        TestEvents.at(1, 0.02),
                        TestEvents.at(0, 23.98),
                        "85",
                        Map.of("as", TestEvents.text("score"))));

        assertThat(owner.verdict().score().exact()).isEqualByComparingTo("40");
    }

    private static CustomerEventV1 said(
            String id, int day, double hour, String score, String as, @Nullable Integer until) {
        Map<String, AttributeValue> attributes =
                until == null
                        ? Map.of("as", TestEvents.text(as))
                        : Map.of(
                                "as",
                                TestEvents.text(as),
                                "until",
                                TestEvents.text(
                                        LocalDate.ofEpochDay(TestEvents.DAY + until).toString()));
        var at = TestEvents.at(day, hour);
        return TestEvents.overridden(id, at, at, score, attributes);
    }
}

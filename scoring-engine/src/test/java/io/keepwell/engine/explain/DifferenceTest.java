package io.keepwell.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.TestPolicies;
import io.keepwell.engine.account.Change;
import io.keepwell.engine.account.Owner;
import io.keepwell.engine.judge.CardNames;
import io.keepwell.engine.judge.Judge;
import io.keepwell.engine.judge.Verdict;
import io.keepwell.engine.judge.VerdictCodec;
import io.keepwell.engine.metrics.Reporting;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.health.Cause;
import io.keepwell.model.health.CauseKind;
import io.keepwell.model.health.ChangePart;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A difference between two scores is told in parts that add up, whatever lies between them. */
class DifferenceTest {

    private static final int RUNS = 20;

    @Test
    void shouldAddUpBetweenAnyTwoMoments() {
        long first = TestEvents.seed();
        for (long seed = first; seed < first + RUNS; seed++) {
            var random = TestEvents.random(seed);
            List<CustomerEventV1> events = TestEvents.random(random, 150, 30);
            Judge one = TestPolicies.judge(TestPolicies.rich("p1"));
            Judge other = TestPolicies.judge(TestPolicies.rich("p2"));
            var owner = new Owner(Reporting.NONE);
            for (CustomerEventV1 event : events) {
                owner.take(random.nextInt(40) == 0 ? other : one, event);
            }
            owner.advance(one, TestEvents.at(40, 1));
            List<HistoryStep> steps = owner.changes().stream().map(DifferenceTest::kept).toList();

            for (int tries = 0; tries < 60; tries++) {
                int from = random.nextInt(-1, steps.size());
                int to = random.nextInt(from, steps.size() + 1);
                Difference difference = difference(steps, from, to, owner.verdict());

                assertThat(sum(difference))
                        .as("from step %d to %d, rerun with -Dseed=%d", from, to, seed)
                        .isEqualByComparingTo(difference.points());
                assertThat(difference.parts())
                        .as("from step %d to %d, rerun with -Dseed=%d", from, to, seed)
                        .noneMatch(it -> it.part().points().signum() == 0);
            }
        }
    }

    @Test
    void shouldAddUpAcrossAPastThatWasToldAnew() {
        // Given: readers were told 40 and then 60; a backfill then told that it had been 70 and 80
        Verdict live = told("60");
        HistoryStep anew = step(told("80"), "70", "10", CauseKind.RECONSTRUCTION);
        HistoryStep adopted = step(told("85"), "60", "25", CauseKind.RECONSTRUCTION);

        Difference difference =
                Difference.between(told("70"), List.of(anew, adopted), adopted.verdict());

        assertThat(difference.points()).isEqualByComparingTo("15");
        assertThat(sum(difference)).isEqualByComparingTo("15");
        assertThat(live.score().exact()).isEqualByComparingTo("60");
        assertThat(difference.parts())
                .extracting(it -> it.part().kind())
                .containsOnly(CauseKind.RECONSTRUCTION);
    }

    @Test
    void shouldTellTheFirstScoreInParts() {
        Difference difference =
                Difference.between(
                        null,
                        List.of(step(told("60"), null, "60", CauseKind.BEHAVIOUR)),
                        told("60"));

        assertThat(difference.points()).isEqualByComparingTo("60");
        assertThat(difference.parts()).hasSize(1);
    }

    @Test
    void shouldNameWhatMovedAndByWhichEvents() {
        Judge judge = TestPolicies.judge(TestPolicies.told("p1"));
        var owner = new Owner(Reporting.NONE);
        owner.take(judge, TestEvents.health("e1", TestEvents.at(0, 1), "72"));
        owner.take(judge, TestEvents.health("e2", TestEvents.at(1, 1), "64"));
        owner.take(judge, TestEvents.health("e3", TestEvents.at(2, 1), "58"));
        List<HistoryStep> steps = owner.changes().stream().map(DifferenceTest::kept).toList();

        Difference difference = difference(steps, 0, steps.size(), owner.verdict());

        assertThat(difference.parts()).hasSize(1);
        DifferencePart part = difference.parts().getFirst();
        assertThat(part.part())
                .isEqualTo(
                        new ChangePart(
                                CauseKind.BEHAVIOUR, "all", "told", null, new BigDecimal("-14")));
        assertThat(part.before()).isEqualByComparingTo("72");
        assertThat(part.after()).isEqualByComparingTo("58");
        assertThat(part.causes()).extracting(it -> it.eventId()).containsExactly("e3", "e2");
    }

    @Test
    void shouldSayItInOneSentence() {
        Judge judge = TestPolicies.judge(TestPolicies.told("p1"));
        var owner = new Owner(Reporting.NONE);
        owner.take(judge, TestEvents.health("e1", TestEvents.at(0, 1), "72"));
        owner.take(judge, TestEvents.health("e2", TestEvents.at(1, 1), "58"));
        List<HistoryStep> steps = owner.changes().stream().map(DifferenceTest::kept).toList();
        var words =
                new DifferenceWords(
                        new CardNames(
                                Objects.requireNonNull(judge.policies().scorecards().get("told"))
                                        .value()));
        LocalDate since = LocalDate.of(2026, 11, 3);

        assertThat(words.sentence(difference(steps, 0, steps.size(), owner.verdict()), since))
                .isEqualTo(
                        "Fell 14 from 72 to 58 since 3 Nov 2026: The told from 72 to 58 (-14.0)");
        assertThat(words.sentence(difference(steps, 1, 2, owner.verdict()), since))
                .isEqualTo("Still 58, as on 3 Nov 2026");
        assertThat(words.sentence(difference(steps, -1, 0, owner.verdict()), since))
                .isEqualTo("First score since 3 Nov 2026, 72: The told now 72 (+72.0)");
        assertThat(
                        new DifferenceWords(new CardNames(null))
                                .sentence(difference(steps, 0, 2, owner.verdict()), since))
                .endsWith("told from 72 to 58 (-14.0)");
    }

    /** From the verdict of a step, or none, to that of another, or the present. */
    private static Difference difference(
            List<HistoryStep> steps, int from, int to, Verdict present) {
        Verdict begin = from < 0 ? null : steps.get(from).verdict();
        boolean isPresent = to == steps.size();
        Verdict end =
                isPresent ? present : to < 0 ? steps.getFirst().verdict() : steps.get(to).verdict();
        List<HistoryStep> between =
                IntStream.range(from + 1, isPresent ? to : Math.max(to, 0) + 1)
                        .mapToObj(steps::get)
                        .toList();
        return Difference.between(begin, between, end);
    }

    /** As history keeps it. */
    private static HistoryStep kept(Change change) {
        return new HistoryStep(
                VerdictCodec.decode(VerdictCodec.encode(change.verdict())),
                change.previousScore(),
                change.parts(),
                change.cause());
    }

    private static BigDecimal sum(Difference difference) {
        return difference.parts().stream()
                .map(it -> it.part().points())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static HistoryStep step(
            Verdict verdict, @Nullable String previous, String points, CauseKind kind) {
        return new HistoryStep(
                verdict,
                previous == null ? null : new BigDecimal(previous),
                List.of(new ChangePart(kind, "all", "told", null, new BigDecimal(points))),
                new Cause(kind, null, null, null, 0, 1));
    }

    /** A verdict whose score was told. */
    private static Verdict told(String score) {
        var owner = new Owner(Reporting.NONE);
        owner.take(
                TestPolicies.judge(TestPolicies.told("p1")),
                TestEvents.health("e1", TestEvents.at(0, 1), score));
        return owner.verdict();
    }
}

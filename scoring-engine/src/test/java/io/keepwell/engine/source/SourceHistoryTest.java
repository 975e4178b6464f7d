package io.keepwell.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceHistoryTest {

    private static final Instant LAST = Instant.EPOCH.plus(Duration.ofDays(28));

    @Test
    void shouldBeSilentOnlyAfterItsOwnRhythmSaysSo() {
        SourceHistory source = source(Hours.allOf(28), null);

        assertThat(source.state(LAST.plus(Duration.ofHours(3)))).isEqualTo(SourceState.ACTIVE);
        assertThat(source.state(LAST.plus(Duration.ofHours(3)).plusMillis(1)))
                .isEqualTo(SourceState.SILENT);
    }

    @Test
    void shouldNotBeSilentOverALongWeekend() {
        // Given: it sends in office hours; its last event was on a Friday at five
        List<Integer> hours = Hours.officeHoursOf(26);
        Instant friday = Instant.EPOCH.plus(Duration.ofHours(hours.getLast() + 1));
        var source = new SourceHistory("desk", hours, friday, Map.of(), null);

        // Then: Monday may be a holiday, and even Tuesday; Wednesday evening is news
        assertThat(source.state(friday.plus(Duration.ofHours(3 * 24 + 15))))
                .isEqualTo(SourceState.ACTIVE);
        assertThat(source.state(friday.plus(Duration.ofHours(4 * 24 + 15))))
                .isEqualTo(SourceState.ACTIVE);
        assertThat(source.state(friday.plus(Duration.ofHours(5 * 24 + 15))))
                .isEqualTo(SourceState.SILENT);
    }

    @Test
    void shouldBeLearningWhileNoRhythmIsKnownHoweverLongItIsQuiet() {
        SourceHistory source = source(List.of(0, 1, 2), null);

        assertThat(source.state(LAST.plus(Duration.ofDays(28)))).isEqualTo(SourceState.LEARNING);
    }

    @Test
    void shouldNeverMissWhatPeopleSayInKeepwellItself() {
        var people = new SourceHistory("keepwell", Hours.allOf(28), LAST, Map.of(), null);

        assertThat(people.state(LAST.plus(Duration.ofDays(20)))).isEqualTo(SourceState.LEARNING);
    }

    @Test
    void shouldEndAfterFourWeeksOfSilence() {
        SourceHistory source = source(Hours.allOf(28), null);

        assertThat(source.state(LAST.plus(Duration.ofDays(28)))).isEqualTo(SourceState.SILENT);
        assertThat(source.state(LAST.plus(Duration.ofDays(28)).plusMillis(1)))
                .isEqualTo(SourceState.ENDED);
    }

    @Test
    void shouldEndWhenItIsRetiredAndBeBackWhenItSendsAgain() {
        assertThat(source(Hours.allOf(28), LAST).state(LAST)).isEqualTo(SourceState.ENDED);
        assertThat(source(Hours.allOf(28), LAST.minusMillis(1)).state(LAST))
                .isEqualTo(SourceState.ACTIVE);
    }

    @Test
    void shouldNotBeSilentForWhatHasNotBeenReadYet() {
        SourceHistory source = source(Hours.allOf(28), null);

        assertThat(source.state(LAST.minus(Duration.ofDays(1)))).isEqualTo(SourceState.ACTIVE);
    }

    private static SourceHistory source(List<Integer> hours, @Nullable Instant retiredAt) {
        return new SourceHistory("product", hours, LAST, Map.of(), retiredAt);
    }
}

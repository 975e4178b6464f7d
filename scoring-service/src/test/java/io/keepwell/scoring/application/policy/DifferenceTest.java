package io.keepwell.scoring.application.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final DocumentVersion CARD = new DocumentVersion("Scorecard", "card", "1");
    private static final DocumentVersion OTHER = new DocumentVersion("Scorecard", "other", "1");
    private static final DocumentVersion SIGNALS = new DocumentVersion("SignalSet", "card", "1");

    @Test
    void shouldTellWhatIsNewWhatIsOtherAndWhatIsGone() {
        var newer = new DocumentVersion("Scorecard", "card", "2");

        var difference = Difference.between(List.of(CARD, OTHER), List.of(newer, SIGNALS));

        assertThat(difference.changed())
                .containsExactly(
                        new Difference.Entry("Scorecard", "card", Difference.Change.CHANGED),
                        new Difference.Entry("Scorecard", "other", Difference.Change.REMOVED),
                        new Difference.Entry("SignalSet", "card", Difference.Change.ADDED));
        assertThat(difference.unchanged()).isZero();
    }

    @Test
    void shouldCountWhatIsAsBefore() {
        var difference = Difference.between(List.of(SIGNALS, CARD), List.of(CARD, SIGNALS));

        assertThat(difference.changed()).isEmpty();
        assertThat(difference.unchanged()).isEqualTo(2);
    }
}

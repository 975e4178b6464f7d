package io.keepwell.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.source.Silence;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportingTest {

    private static final int DAY = 20_700;

    @Test
    void shouldNotKnowAKindBeforeItReported() {
        Reporting reporting = Reporting.NONE.with("support.ticket-opened", DAY);

        assertThat(reporting.lastKnownDay("usage", DAY)).isEmpty();
        assertThat(reporting.lastKnownDay("support", DAY - 1)).isEmpty();
        assertThat(reporting.lastKnownDay("support", DAY)).hasValue(DAY);
    }

    @Test
    void shouldCallAKindSilentOnlyAfterFourWholeDaysWithoutAnEvent() {
        // Given: the last event on a Thursday, and Friday is a holiday
        Reporting reporting = Reporting.NONE.with("support.ticket-opened", DAY);

        // Then: on Monday it may still come
        assertThat(reporting.lastKnownDay("support", DAY + 4)).hasValue(DAY + 4);
        assertThat(reporting.lastKnownDay("support", DAY + 5)).hasValue(DAY);
        assertThat(reporting.lastKnownDay("support", DAY + 500)).hasValue(DAY);
    }

    @Test
    void shouldBelieveAKindUntilItsSourceWentSilent() {
        Reporting reporting =
                Reporting.NONE
                        .with("support.ticket-opened", DAY)
                        .with(new Silence(Map.of("support", DAY), Set.of("support")));

        assertThat(reporting.lastKnownDay("support", DAY + 1)).hasValue(DAY);
        assertThat(reporting.lastKnownDay("support", DAY)).hasValue(DAY);
        assertThat(reporting.lastKnownDay("support", DAY - 1)).isEmpty();
    }

    @Test
    void shouldBelieveAKindAsLongAsItsSourceKeepsItsRhythm() {
        Reporting reporting =
                Reporting.NONE
                        .with("commercial.arr-changed", DAY)
                        .with(new Silence(Map.of(), Set.of("commercial")));

        assertThat(reporting.lastKnownDay("commercial", DAY + 12)).hasValue(DAY + 12);
        assertThat(reporting.with(Silence.NONE).lastKnownDay("commercial", DAY + 12)).hasValue(DAY);
    }

    @Test
    void shouldKeepWhatItHeardOfSilenceWhenDaysAreAdded() {
        var silence = new Silence(Map.of("support", DAY), Set.of());
        Reporting reporting = Reporting.NONE.with(silence);

        assertThat(reporting.with("support.ticket-opened", DAY).silence()).isEqualTo(silence);
        assertThat(reporting.with(Reporting.NONE.with("usage.x", DAY)).silence())
                .isEqualTo(silence);
        assertThat(reporting.with(silence)).isSameAs(reporting);
    }

    @Test
    void shouldBeTheSameInWhateverOrderEventsCome() {
        Reporting one =
                Reporting.NONE
                        .with("a.x", DAY)
                        .with("b.x", DAY)
                        .with("a.y", DAY - 7)
                        .with("a.x", 9);
        Reporting other = Reporting.NONE.with("a.x", 9).with("a.z", DAY).with("b.x", DAY);

        assertThat(one).isEqualTo(other);
        assertThat(one.with(other)).isSameAs(one);
        assertThat(one.with("a.b.c", DAY)).isSameAs(one);
        assertThat(Reporting.NONE.with(one)).isEqualTo(one);
    }

    @Test
    void shouldNameAKindByTheFirstWord() {
        assertThat(Reporting.kindOf("usage.session-started")).isEqualTo("usage");
        assertThat(Reporting.kindOf("a.b.c")).isEqualTo("a");
        assertThat(Reporting.kindOf("odd")).isEqualTo("odd");
    }
}

package io.keepwell.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

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

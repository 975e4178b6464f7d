package io.keepwell.scoring.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.runtime.rest.Parameters;
import io.keepwell.scoring.application.reading.AccountSort;
import org.junit.jupiter.api.Test;

class SortingTest {

    private final Parameters parameters = new Parameters();

    @Test
    void shouldBeginWithTheGreatestRevenueWhenNothingElseIsAsked() {
        assertThat(Sorting.of(parameters, null)).isEqualTo(new Sorting(AccountSort.ARR, true));
        assertThat(Sorting.of(parameters, "")).isEqualTo(new Sorting(AccountSort.ARR, true));
        assertThat(Sorting.of(parameters, "name")).isEqualTo(new Sorting(AccountSort.NAME, false));
        assertThat(parameters.areWrong()).isFalse();
    }

    @Test
    void shouldRefuseWhatNothingIsSortedBy() {
        var _ = Sorting.of(parameters, "-size");

        assertThat(parameters.areWrong()).isTrue();
    }
}

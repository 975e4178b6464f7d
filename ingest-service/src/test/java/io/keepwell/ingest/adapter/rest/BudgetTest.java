package io.keepwell.ingest.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetTest {

    private final Budget budget = new Budget(100);

    @Test
    void shouldGiveUntilItIsUsedUp() {
        try (var first = budget.new Lease();
                var second = budget.new Lease()) {
            assertThat(first.take(60)).isTrue();
            assertThat(second.take(41)).isFalse();
            assertThat(second.take(40)).isTrue();
        }
    }

    @Test
    void shouldTakeBackWhatItGave() {
        var lease = budget.new Lease();
        assertThat(lease.take(60)).isTrue();
        assertThat(lease.take(60)).isFalse();

        lease.close();
        lease.close();

        assertThat(budget.used()).isZero();
    }
}

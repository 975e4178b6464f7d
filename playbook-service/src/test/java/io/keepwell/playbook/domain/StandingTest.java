package io.keepwell.playbook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.health.Status;
import io.keepwell.playbook.TestHealth;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandingTest {

    private final TestHealth health =
            new TestHealth(
                    "acme-1",
                    TestHealth.account("dana", "emea", null),
                    Instant.parse("2026-11-03T09:16:02.125Z"));

    @Test
    void shouldOrderWhatTwoTopicsTell() {
        var before = Standing.of(health.updated());
        var change = Standing.of(health.moves(Status.RED));
        var update = Standing.of(health.updated());
        var later = Standing.of(health.updated());
        var next = Standing.of(health.moves(Status.YELLOW));

        assertThat(change.isNewerThan(before)).isTrue();
        assertThat(update.isNewerThan(change)).isTrue();
        assertThat(later.isNewerThan(update)).isTrue();
        assertThat(next.isNewerThan(later)).isTrue();
        assertThat(update.isNewerThan(later)).isFalse();
        assertThat(change.isNewerThan(update)).isFalse();
        assertThat(before.isNewerThan(change)).isFalse();
    }

    @Test
    void shouldSayMoreOnlyWhenSomethingElseIsSaid() {
        var known = Standing.of(health.updated());
        var same = Standing.of(health.updated());
        health.with(TestHealth.account("sam", "apac", null));
        var handedOver = Standing.of(health.updated());

        assertThat(same.isNewerThan(known)).isTrue();
        assertThat(same.saysMoreThan(known)).isFalse();
        assertThat(handedOver.saysMoreThan(known)).isTrue();
        assertThat(known.saysMoreThan(handedOver)).isFalse();
        assertThat(Standing.of(health.moves(Status.RED)).saysMoreThan(handedOver)).isTrue();
    }

    @Test
    void shouldKnowARepeat() {
        var change = health.moves(Status.RED);
        var update = health.updated();

        assertThat(Standing.of(change).isNewerThan(Standing.of(change))).isFalse();
        assertThat(Standing.of(update).isNewerThan(Standing.of(update))).isFalse();
    }
}

package io.keepwell.scoring.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.runtime.Problem;
import io.keepwell.scoring.application.reading.AccountSort;
import io.keepwell.scoring.application.reading.Cursor;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    private final Parameters parameters = new Parameters();

    @Test
    void shouldTakeAnEmptyParameterForNone() {
        assertThat(parameters.limit("")).isEqualTo(50);
        assertThat(parameters.time("at", "")).isNull();
        assertThat(parameters.text("q", "")).isNull();
        assertThat(parameters.statuses(List.of(""))).isEmpty();
        assertThat(parameters.sorting("")).isEqualTo(new Parameters.Sorting(AccountSort.ARR, true));
        assertThat(parameters.areWrong()).isFalse();
    }

    @Test
    void shouldTakeRepeatedAndJoinedStatuses() {
        assertThat(parameters.statuses(List.of("red,yellow", "unknown")))
                .containsExactly("red", "yellow", "unknown");
        assertThat(parameters.areWrong()).isFalse();
    }

    @Test
    void shouldTakeATimeOfAnyZone() {
        assertThat(parameters.time("at", "2026-11-03T10:16:02+01:00"))
                .isEqualTo(Instant.parse("2026-11-03T09:16:02Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "ten", "-1", "99999999999"})
    void shouldRefuseALimitThatIsNone(String limit) {
        assertThat(parameters.limit(limit)).isEqualTo(50);

        assertThat(wrong()).containsExactly("limit");
    }

    @Test
    void shouldNameEveryWrongParameter() {
        var _ = parameters.statuses(List.of("purple"));
        var _ = parameters.sorting("-size");
        var _ = parameters.time("from", "yesterday");
        var _ = parameters.flag("superseded", "yes");

        assertThat(wrong()).containsExactly("status", "sort", "from", "superseded");
        assertThat(parameters.problem().getStatus()).isEqualTo(400);
    }

    @Test
    void shouldRefuseACursorOfAnotherList() {
        String cursor = new Cursor("accounts sort=-arr", List.of("1", "a")).text();

        assertThat(parameters.<String>cursor(cursor, "accounts sort=name", keys -> "there"))
                .isNull();

        assertThat(wrong()).containsExactly("cursor");
    }

    @Test
    void shouldRefuseACursorWhosePlaceIsNone() {
        String cursor = new Cursor("events", List.of("x")).text();

        assertThat(parameters.<Long>cursor(cursor, "events", keys -> Long.valueOf(keys.getFirst())))
                .isNull();

        assertThat(wrong()).containsExactly("cursor");
    }

    private List<String> wrong() {
        return ((Problem) parameters.problem().getEntity())
                .errors().stream().map(Problem.FieldError::pointer).toList();
    }
}

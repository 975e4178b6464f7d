package io.keepwell.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.WireName;
import io.keepwell.runtime.Problem;
import io.keepwell.runtime.paging.Cursor;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    private static final List<Colour> COLOURS = List.of(Colour.RED, Colour.GREEN, Colour.BLUE);

    private final Parameters parameters = new Parameters();

    private enum Colour implements WireName {
        RED,
        GREEN,
        BLUE
    }

    @Test
    void shouldTakeAnEmptyParameterForNone() {
        assertThat(parameters.limit("")).isEqualTo(50);
        assertThat(parameters.time("at", "")).isNull();
        assertThat(parameters.text("q", "")).isNull();
        assertThat(parameters.id("play", "")).isNull();
        assertThat(parameters.one("colour", "", Colour.class)).isNull();
        assertThat(parameters.oneOrAll("colour", "", Colour.class, Colour.RED))
                .isEqualTo(Colour.RED);
        assertThat(parameters.values("colour", List.of(""), COLOURS)).isEmpty();
        assertThat(parameters.areWrong()).isFalse();
    }

    @Test
    void shouldTakeRepeatedAndJoinedValues() {
        assertThat(parameters.values("colour", List.of("red,green", "blue"), COLOURS))
                .containsExactly(Colour.RED, Colour.GREEN, Colour.BLUE);
        assertThat(parameters.areWrong()).isFalse();
    }

    @Test
    void shouldTakeAllForAnyValue() {
        assertThat(parameters.oneOrAll("colour", "all", Colour.class, Colour.RED)).isNull();
        assertThat(parameters.oneOrAll("colour", "blue", Colour.class, Colour.RED))
                .isEqualTo(Colour.BLUE);
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
        var _ = parameters.values("colours", List.of("purple"), COLOURS);
        var _ = parameters.oneOrAll("colour", "purple", Colour.class, null);
        var _ = parameters.id("play", "seven");
        var _ = parameters.text("q", "x".repeat(201));
        var _ = parameters.time("from", "yesterday");
        var _ = parameters.flag("superseded", "yes");

        assertThat(wrong()).containsExactly("colours", "colour", "play", "q", "from", "superseded");
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

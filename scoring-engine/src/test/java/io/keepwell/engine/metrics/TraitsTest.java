package io.keepwell.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.TestEvents;
import io.keepwell.engine.facts.AccountFacts;
import io.keepwell.model.catalogue.EventCatalogue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24",
                "2024-02-29",
                "2026-02-29",
                "2026-13-01",
                "2026-00-10",
                "2026-04-31",
                "0000-01-01",
                "9999-12-31",
                "-026-11-24",
                "+026-11-24",
                "2026/11/24",
                "2026-1-024",
                "2026-11-2 ",
                "２026-11-24",
                "2026-11-2٤",
                "20261-1-24",
                "2026-11-241",
                "soon"
            })
    void shouldReadADayAsTheFormatterDoes(String text) {
        AccountFacts facts = AccountFacts.of(EventCatalogue.standard());
        facts.loadWhole(Map.of());
        facts.fold(
                TestEvents.traits("t", TestEvents.at(0, 1), Map.of("day", TestEvents.text(text))),
                TestEvents.DAY);
        assertThat(new Traits(facts).date("day")).isEqualTo(parsed(text));
    }

    private static Optional<LocalDate> parsed(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

package io.keepwell.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.standalone.client.ClientException;
import io.keepwell.standalone.client.IngestClient;
import io.keepwell.standalone.client.ScoringReads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoStateTest {

    private static final LocalDate PRESENT = LocalDate.parse("2026-11-23");
    private static final DemoState BEGUN =
            new DemoState(
                    7,
                    PRESENT,
                    "bf_1",
                    new ScoringReads.Stats(3, 2, 1, 0, 0),
                    null,
                    PRESENT.minusDays(1));

    @TempDir private Path folder = Path.of("");

    @Test
    void shouldBeReadAsItWasWritten() {
        // Given
        Path file = folder.resolve("demo.json");
        DemoState loaded = BEGUN.loaded(new IngestClient.Receipt(10, 1, "too old"));

        // When
        BEGUN.write(file);
        var begun = DemoState.read(file);
        loaded.write(file);

        // Then
        assertThat(begun).hasValue(BEGUN);
        assertThat(DemoState.read(file)).hasValue(loaded);
    }

    @Test
    void shouldNotBeThereBeforeTheFirstDemonstration() {
        assertThat(DemoState.read(folder.resolve("demo.json"))).isEmpty();
    }

    @Test
    void shouldNotBeginAnewWhenItCannotBeRead() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("demo.json"), "{\"seed\"");

        // When, then
        assertThatThrownBy(() -> DemoState.read(file))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("./keepwell reset");
    }
}

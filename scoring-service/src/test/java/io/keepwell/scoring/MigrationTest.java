package io.keepwell.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.runtime.outbox.Outbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MigrationTest {

    @Test
    void shouldCreateTheOutboxAsItsWriterWantsIt() throws IOException {
        try (InputStream migration =
                getClass().getResourceAsStream("/db/migration/V1__scoring.sql")) {
            assertThat(
                            new String(
                                    Objects.requireNonNull(migration).readAllBytes(),
                                    StandardCharsets.UTF_8))
                    .contains(Outbox.DDL);
        }
    }
}

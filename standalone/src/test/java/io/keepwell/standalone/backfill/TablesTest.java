package io.keepwell.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.policy.mapping.Mapping;
import io.keepwell.standalone.client.ClientException;
import io.keepwell.standalone.client.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("contracts.csv"),
                "contract,account,arr\nc-1,acme,100\nc-1,bolt,50\n,acme,7\nc-2,acme,\nc-3,acme\n");
        Files.writeString(folder.resolve("visits.csv"), "contract,on,feature\n");
    }

    @Test
    void shouldKeepTheLastTextAndTheSumOfAllRowsWithAKey() {
        // When
        Tables tables = load(Tables.KEYS_MAX);

        // Then
        assertThat(tables.value("contracts", "c-1", "account")).contains("bolt");
        assertThat(tables.sum("contracts", "c-1", "arr")).hasValue(150);
        assertThat(tables.sum("bought", "acme", "arr")).hasValue(107);
        assertThat(tables.sum("contracts", "c-2", "arr")).as("an empty cell").hasValue(0);
    }

    @Test
    void shouldHaveNothingForAKeyThatIsNotThere() {
        // When
        Tables tables = load(Tables.KEYS_MAX);

        // Then
        assertThat(tables.value("contracts", "c-3", "account")).as("a row cut short").isEmpty();
        assertThat(tables.sum("bought", "nobody", "arr")).isEmpty();
    }

    @Test
    void shouldRefuseMoreKeysThanMemoryIsMeantFor() {
        assertThatThrownBy(() -> load(3))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("lookup 'bought' has too many keys");
    }

    private Tables load(int keysMax) {
        Mapping mapping = Mappings.of(Mappings.SMALL);
        var row = new CurrentRow(mapping.dates(), Tables.NONE, Instant.EPOCH, 0);
        var progress =
                new Progress(
                        new PrintWriter(
                                OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                        false,
                        System::nanoTime);
        return Tables.load(Export.of(mapping, folder), row, keysMax, progress);
    }
}

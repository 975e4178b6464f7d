package io.keepwell.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.policy.mapping.MappedFile;
import io.keepwell.standalone.client.ClientException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void shouldNameTheLineOnWhichEachRowBeginsThoughCellsHoldLineEnds(String end)
            throws IOException {
        // Given
        String text = "id,note\n1,\"a\nb\n\nc\"\n\n2,\"say \"\"so\"\"\"\n3,x";

        // When
        List<CsvRow> rows = rows(text.replace("\n", end), StandardCharsets.UTF_8, ',');

        // Then
        assertThat(rows).extracting(CsvRow::line).containsExactly(2L, 7L, 8L);
        assertThat(rows)
                .extracting(row -> row.declared().getLast())
                .containsExactly("a%sb%1$s%1$sc".formatted(end), "say \"so\"", "x");
        assertThat(rows).extracting(CsvRow::number).containsExactly(0L, 1L, 2L);
    }

    @Test
    void shouldPassAByteOrderMarkByEvenBeforeAQuotedHeading() throws IOException {
        assertThat(rows("\uFEFFid,note\n1,é\n", StandardCharsets.UTF_8, ','))
                .extracting(CsvRow::declared)
                .containsExactly(List.of("1", "é"));
        assertThat(rows("\uFEFF\"id\",note\n1,é\n", StandardCharsets.UTF_8, ','))
                .extracting(CsvRow::declared)
                .containsExactly(List.of("1", "é"));
    }

    @Test
    void shouldReadTheDeclaredColumnsWhereverTheyStand() throws IOException {
        assertThat(rows("more;note;id\nx;n;1\n", StandardCharsets.ISO_8859_1, ';'))
                .extracting(CsvRow::declared)
                .containsExactly(List.of("1", "n"));
    }

    @Test
    void shouldTellRowsWithAnotherNumberOfCellsFromTheOthers() throws IOException {
        assertThat(rows("id,note\n1\n2,b,c\n3,d\n", StandardCharsets.UTF_8, ','))
                .extracting(row -> row.isComplete(2))
                .containsExactly(false, false, true);
    }

    @Test
    void shouldHaveNoRowsWhereThereIsAHeadingOnly() throws IOException {
        assertThat(rows("id,note\n", StandardCharsets.UTF_8, ',')).isEmpty();
    }

    @Test
    void shouldNameTheColumnsThatAreMissing() {
        assertThatThrownBy(() -> rows("id;note\n1;x\n", StandardCharsets.UTF_8, ','))
                .isInstanceOf(ClientException.class)
                .hasMessageContainingAll("no column 'id', 'note'", "id;note", "'delimiter'");
        assertThatThrownBy(() -> rows("", StandardCharsets.UTF_8, ','))
                .hasMessageContaining("names none");
        assertThatThrownBy(() -> rows("id,note,id\n", StandardCharsets.UTF_8, ','))
                .hasMessageContaining("two columns 'id'");
    }

    @Test
    void shouldSayThatAFileIsInAnotherEncoding() {
        assertThatThrownBy(
                        () -> {
                            Files.write(
                                    folder.resolve("a.csv"),
                                    "id,note\n1,é\n".getBytes(StandardCharsets.ISO_8859_1));
                            read(StandardCharsets.UTF_8, ',');
                        })
                .isInstanceOf(ClientException.class)
                .hasMessageContainingAll("is not in UTF-8", "'encoding'");
    }

    @Test
    void shouldSayWhereAQuoteIsNeverClosed() {
        assertThatThrownBy(() -> rows("id,note\n1,x\n2,\"open\n3,y\n", StandardCharsets.UTF_8, ','))
                .isInstanceOf(ClientException.class)
                .hasMessageContainingAll("is no CSV", "3");
    }

    private List<CsvRow> rows(String text, Charset charset, char delimiter) throws IOException {
        Files.writeString(folder.resolve("a.csv"), text, charset);
        return read(charset, delimiter);
    }

    private List<CsvRow> read(Charset charset, char delimiter) {
        var columns = new LinkedHashMap<String, String>();
        columns.put("id", "id");
        columns.put("note", "note");
        var spec = new MappedFile("a", "a.csv", delimiter, charset, columns, List.of());
        var all = new ArrayList<CsvRow>();
        try (CsvRows rows = new CsvFile(spec, folder.resolve("a.csv")).open()) {
            rows.forEachRemaining(all::add);
        }
        return all;
    }
}

package io.keepwell.standalone.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowHashesTest {

    private static final List<CsvRow> ROWS =
            IntStream.range(0, 20_000)
                    // Every row stands twice, some of them four times.
                    .mapToObj(it -> row("U-" + it % 10_000 % 9_000, "2026-11-03"))
                    .toList();

    @Test
    void shouldTellEveryRowFromEveryOtherThoughTheySayTheSame() {
        assertThat(hashes("a.csv", ROWS)).doesNotHaveDuplicates();
    }

    @Test
    void shouldBeTheSameWheneverTheSameFileIsRead() {
        assertThat(hashes("a.csv", ROWS)).isEqualTo(hashes("a.csv", ROWS));
    }

    @Test
    void shouldBeOthersInAnotherFile() {
        List<CsvRow> some = ROWS.subList(0, 100);

        assertThat(hashes("a.csv", some)).doesNotContainAnyElementsOf(hashes("b.csv", some));
    }

    @Test
    void shouldNotTakeCellsForOneThatRunIntoEachOther() {
        assertThat(hashes("a.csv", List.of(row("ab", "c"), row("a", "bc"), row("abc", ""))))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldNotDependOnRowsThatFollow() {
        assertThat(hashes("a.csv", ROWS.subList(0, 500)))
                .isEqualTo(hashes("a.csv", ROWS).subList(0, 500));
    }

    private static List<String> hashes(String file, List<CsvRow> rows) {
        var hashes = new RowHashes(file);
        return rows.stream().map(hashes::next).toList();
    }

    private static CsvRow row(String... cells) {
        return new CsvRow(0, 1, Stream.of(cells).toList(), List.of());
    }
}

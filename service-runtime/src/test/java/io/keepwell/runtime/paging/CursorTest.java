package io.keepwell.runtime.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorTest {

    @Test
    void shouldComeBackAsItWasGivenOut() {
        var cursor =
                new Cursor(
                        "accounts sort=name q=ä,%",
                        Arrays.asList("two\nlines, 100 %", null, "", "acme-1"));

        Cursor read = Cursor.parse(cursor.text());

        assertThat(read).isEqualTo(cursor);
        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void shouldRefuseWhatWasNeverGivenOut() {
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.parse("not a cursor"));
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.parse("A".repeat(10_000)));
        String withNul = new Cursor("accounts", List.of("acme\u0000")).text();
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.parse(withNul));
    }

    @Test
    void shouldEndWithTheLastPage() {
        var found = List.of(new Listed<>("a", List.of("1")), new Listed<>("b", List.of("2")));

        assertThat(Listed.items(found, 1)).containsExactly("a");
        assertThat(Listed.next(found, 1, "letters"))
                .isEqualTo(new Cursor("letters", List.of("1")).text());
        assertThat(Listed.next(found, 2, "letters")).isNull();
    }
}

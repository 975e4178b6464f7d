package io.keepwell.policy.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

    /** The examples of RFC 6901, section 5, that have two names at most. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/foo | foo",
                "/foo/0 | foo,0",
                "/a~1b | a/b",
                "/c%d | c%d",
                "/e^f | e^f",
                "/g,h | g,h",
                "/i\\j | i\\j",
                "/k\"l | k\"l",
                "/m~0n | m~n",
                "/~01 | ~1",
            })
    void shouldReadWhatTheStandardShows(String pointer, String names) {
        assertThat(String.join(",", FieldPath.parse(pointer).names())).isEqualTo(names);
    }

    @Test
    void shouldTellTheWholeFromTheEmptyName() {
        assertThat(FieldPath.parse("")).isEqualTo(FieldPath.WHOLE);
        assertThat(FieldPath.parse("/").names()).containsExactly("");
        assertThat(FieldPath.parse("/a/").names()).containsExactly("a", "");
        assertThat(FieldPath.parse("//a").names()).containsExactly("", "a");
        assertThat(FieldPath.parse("/ ").names()).containsExactly(" ");
    }

    @Test
    void shouldReadWhatItWrites() {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < 10_000; run++) {
            // Given
            var names = new ArrayList<String>();
            for (int name = random.nextInt(5); name > 0; name--) {
                var letters = new StringBuilder();
                for (int letter = random.nextInt(5); letter > 0; letter--) {
                    letters.append("~/01aé\"".charAt(random.nextInt(7)));
                }
                names.add(letters.toString());
            }
            var path = new FieldPath(names);
            // When
            FieldPath read = FieldPath.parse(path.toString());
            // Then
            assertThat(read).as("rerun with -Dseed=%d, run %d", seed, run).isEqualTo(path);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id | write \"/id\"",
                "data.id | write \"/data/id\"",
                "$.data.items[0].id | write \"/data/items/0/id\"",
                "$['data']['id'] | write \"/data/id\"",
                "#/data/id | write \"/data/id\"",
                "data/id.x | write \"/data/id.x\"",
            })
    void shouldSayWhatToWriteInstead(String path, String cure) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldPath.parse(path))
                .withMessageContaining("must begin with \"/\"")
                .withMessageContaining("was \"" + path + "\"")
                .withMessageContaining(cure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/~", "/a~", "/a~2", "/a~/b", "/~~0"})
    void shouldNotTakeATildeThatStandsForNothing(String pointer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldPath.parse(pointer))
                .withMessageContaining("must be written as \"~0\"")
                .withMessageContaining(pointer);
    }

    @Test
    void shouldBoundPaths() {
        assertThat(FieldPath.parse("/a".repeat(100)).names()).hasSize(100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldPath.parse("/a".repeat(101)))
                .withMessageContaining("at most 100 names, had 101");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldPath.parse("/" + "a".repeat(2_000)))
                .withMessageContaining("at most 2000 characters, had 2001");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldPath(Collections.nCopies(101, "a")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/Body/sf:Id | write \"Id\" instead of \"sf:Id\"",
                "/Body/@xsi:type | write \"type\" instead of \"xsi:type\"",
                "/items/0/id | repeated elements have no numbers",
                "/items//id | no name is \"\"",
                "/@type/id | must end with its attribute",
                "/a/@@b | must end with its attribute",
                "/a/@ | no name is \"\"",
            })
    void shouldNotTakePathsThatNoXmlCanHave(String path, String cure) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> xml(null, path))
                .withMessageContaining(path)
                .withMessageContaining(cure);
    }

    @Test
    void shouldNotTakeAttributesAsItems() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> xml("/a/@b", "/c"))
                .withMessageContaining("/a/@b must name an element");
        assertThat(xml("/a/b", "/@c").each()).isEqualTo(FieldPath.parse("/a/b"));
        assertThat(xml("", "").itemFields()).containsExactly(FieldPath.WHOLE);
    }

    private static BodyShape xml(@Nullable String each, String field) {
        return new BodyShape(
                BodyFormat.XML,
                each == null ? null : FieldPath.parse(each),
                List.of(FieldPath.parse(field)),
                List.of());
    }
}

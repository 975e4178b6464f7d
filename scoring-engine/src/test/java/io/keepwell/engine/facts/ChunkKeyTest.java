package io.keepwell.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.engine.encoding.UnreadableStateException;
import io.keepwell.model.EventType;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkKeyTest {

    static Stream<ChunkKey> keys() {
        var type = new EventType("usage.session-started");
        return Stream.of(
                new ChunkKey.OfProfile(),
                new ChunkKey.OfWithdrawn(),
                new ChunkKey.OfContract(),
                new ChunkKey.OfType(type),
                new ChunkKey.OfMonth(type, Days.month(0)),
                new ChunkKey.OfMonth(type, Days.month(20_700)),
                new ChunkKey.OfMonth(type, 9999 * 12 + 11),
                new ChunkKey.OfSet("users"),
                new ChunkKey.OfMembers("users", 0),
                new ChunkKey.OfMembers("users", 2_047));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldReadBackWhatItWrote(ChunkKey key) {
        assertThat(ChunkKey.parse(key.text())).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "profile/",
                "profiles",
                "type",
                "type/",
                "type/Usage.X",
                "type/a.b/2026",
                "type/a.b/2026-13",
                "type/a.b/2026-1",
                "type/a.b/2026-01/x",
                "set",
                "set/users/",
                "set/users/x",
                "set/users/0/0"
            })
    void shouldRefuseWhatIsNoKey(String text) {
        assertThatThrownBy(() -> ChunkKey.parse(text))
                .isInstanceOf(UnreadableStateException.class)
                .hasMessageContaining(text);
    }
}

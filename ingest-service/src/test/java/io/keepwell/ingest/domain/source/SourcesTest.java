package io.keepwell.ingest.domain.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.model.event.SourceName;
import io.keepwell.model.key.KeyHash;
import io.keepwell.model.key.WriteKeys;
import io.keepwell.policy.source.SourceSpec;
import io.keepwell.policy.source.SourceType;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {

    private static final String OLD = WriteKeys.generate(new SecureRandom());
    private static final String NEW = WriteKeys.generate(new SecureRandom());
    private static final String OTHER = WriteKeys.generate(new SecureRandom());
    private static final Sources SOURCES =
            new Sources(List.of(source("crm", OLD, NEW), source("desk", OTHER)));

    @Test
    void shouldFindTheOwnerOfAKey() {
        assertThat(SOURCES.owner(OTHER)).map(Source::name).contains(new SourceName("desk"));
    }

    @Test
    void shouldKnowBothKeysWhileOneReplacesTheOther() {
        assertThat(SOURCES.owner(OLD)).isEqualTo(SOURCES.owner(NEW)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kw_", "kw_nobody", "sha256:", "\uD800"})
    void shouldNotKnowAnythingElse(String key) {
        assertThat(SOURCES.owner(key)).isEmpty();
    }

    @Test
    void shouldNotTakeAHashForAKey() {
        assertThat(SOURCES.owner(hash(OTHER))).isEmpty();
    }

    @Test
    void shouldNotHashWhatIsTooLongToBeAKey() {
        assertThat(SOURCES.owner("x".repeat(1_000_000))).isEmpty();
    }

    @Test
    void shouldMakeKeysThatAreKnownForWhatTheyAre() {
        assertThat(OLD).matches("kw_[A-Za-z0-9_-]{43}").isNotEqualTo(NEW);
    }

    @Test
    void shouldWriteAHashAsItReadsIt() {
        String hash = hash(OLD);

        assertThat(KeyHash.parse(hash)).isEqualTo(KeyHash.of(OLD)).hasToString(hash);
    }

    @Test
    void shouldHashAsEverybodyDoes() {
        // printf 'kw_example' | sha256sum
        assertThat(KeyHash.of("kw_example"))
                .hasToString(
                        "sha256:46b7270e1fdf2e76e0fcbcd050676a25fa5070f1514d37a6ab8f1828a37086c0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "sha256:abc", "md5:00", "kw_canary"})
    void shouldRefuseAHashThatIsNoneWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> KeyHash.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be 'sha256:' and 64")
                .hasMessageNotContaining("canary");
    }

    @Test
    void shouldNotTellSecrets() {
        assertThat(source("crm", "kw_canary")).hasToString("source crm");
    }

    private static Source source(String name, String... keys) {
        return new Source(
                new SourceSpec(
                        name,
                        SourceType.EVENTS,
                        Stream.of(keys).map(KeyHash::of).toList(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        null),
                List.of("canary"));
    }

    private static String hash(String key) {
        return KeyHash.of(key).toString();
    }
}

package io.keepwell.ingest.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.model.event.SourceName;
import io.keepwell.model.key.KeyHash;
import io.keepwell.model.key.WriteKeys;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {

    private static final String OLD = WriteKeys.generate(new SecureRandom());
    private static final String NEW = WriteKeys.generate(new SecureRandom());
    private static final String OTHER = WriteKeys.generate(new SecureRandom());
    private static final Sources SOURCES =
            Sources.of(Map.of("crm", List.of(hash(OLD), hash(NEW)), "desk", List.of(hash(OTHER))));

    @Test
    void shouldFindTheOwnerOfAKey() {
        assertThat(SOURCES.owner(OTHER)).contains(new SourceName("desk"));
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
    void shouldNameTheSettingOfAHashThatIsNone(String text) {
        assertThatThrownBy(() -> Sources.of(Map.of("crm", List.of(hash(OLD), text))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ingest.sources.crm.keys[1] must be 'sha256:' and 64")
                .hasMessageNotContaining("canary");
    }

    @Test
    void shouldNameTheSettingOfANameThatIsNone() {
        assertThatThrownBy(() -> Sources.of(Map.of("CRM", List.of(hash(OLD)))))
                .hasMessageStartingWith("ingest.sources.CRM: source must be");
    }

    @Test
    void shouldRefuseAKeyThatTwoSourcesShare() {
        assertThatThrownBy(() ->
                        Sources.of(
                                Map.of(
                                        "crm", List.of(hash(OLD)),
                                        "desk", List.of(hash(OLD)))))
                .hasMessageContaining("ingest.sources.crm.keys[0]")
                .hasMessageContaining("ingest.sources.desk.keys[0]");
    }

    private static String hash(String key) {
        return KeyHash.of(key).toString();
    }
}

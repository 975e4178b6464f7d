package io.keepwell.scoring.domain.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErasedIdsTest {

    private static final Instant AT = Instant.parse("2026-11-03T10:00:00Z");
    private static final String SALT = "00".repeat(32);

    @Test
    void shouldHashTheSaltsBytesAndThenTheIdInUtf8() {
        // By sha256sum, of 32 zero bytes and then 5a 6f c3 ab
        assertThat(IdHash.of(SALT, "Zo\u00eb").hash())
                .isEqualTo("8ac1d51e59b3d78ae8adac19b6edacaff74a23feb541cd25df1e8690224e3ba0");
        assertThat(IdHash.of("11".repeat(32), "Zo\u00eb").hash())
                .isNotEqualTo(IdHash.of(SALT, "Zo\u00eb").hash());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-03T09:00:00Z, 2026-11-03T09:00:01Z, true",
        // Received later, as a backfill's or a replay's is.
        "2026-11-03T09:00:00Z, 2026-11-03T11:00:00Z, true",
        // By a clock that is ahead.
        "2026-11-03T10:03:00Z, 2026-11-03T09:59:00Z, true",
        "2026-11-03T10:00:00Z, 2026-11-03T10:00:00Z, true",
        "2026-11-03T10:00:00.001Z, 2026-11-03T10:00:00.001Z, false",
    })
    void shouldKeepAwayWhatHappenedOrWasReceivedUntilThen(
            Instant occurredAt, Instant receivedAt, boolean isErased) {
        var ids = new ErasedIds();
        ids.add(IdHash.of(SALT, "acme-1"), AT);

        assertThat(ids.covers("acme-1", occurredAt, receivedAt)).isEqualTo(isErased);
        assertThat(ids.covers("acme-2", occurredAt, receivedAt)).isFalse();
    }

    @Test
    void shouldKnowAnIdByTheLatestOfItsErasuresWhateverTheirSaltsAndOrder() {
        var ids = new ErasedIds();
        ids.add(IdHash.of("11".repeat(32), "acme-1"), AT.plusSeconds(5));
        ids.add(IdHash.of(SALT, "acme-1"), AT);
        ids.add(IdHash.of(SALT, "acme-1"), AT.minusSeconds(5));

        assertThat(ids.until("acme-1")).contains(AT.plusSeconds(5));
        assertThat(ids.hashes("acme-1")).hasSize(2);
        assertThat(ids.until("acme-2")).isEmpty();
    }
}

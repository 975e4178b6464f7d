package io.keepwell.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityMergedV1Test {

    private static final Instant AT = Instant.parse("2026-11-03T09:15:28.125999Z");

    @Test
    void shouldLieWithWhatThePreviousIdDid() {
        assertThat(merged("anon-1", "u-1").messageKey()).isEqualTo("anon-1");
    }

    @Test
    void shouldCutTimesToTheMillisecond() {
        IdentityMergedV1 merged = merged("anon-1", "u-1");

        Instant cut = Instant.parse("2026-11-03T09:15:28.125Z");
        assertThat(merged.occurredAt()).isEqualTo(cut);
        assertThat(merged.receivedAt()).isEqualTo(cut);
    }

    @Test
    void shouldTakeIdsThatDifferInCapitalsOnly() {
        assertThat(merged("U-1", "u-1").userId()).isEqualTo("u-1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            textBlock =
                    """
                    u-1, u-1, "userId must be another than previousId, was 'u-1' as well"
                    "", u-1, "previousId must not be blank or begin or end with a space, was ''"
                    anon-1, " u-1", "userId must not be blank or begin or end with a space, was ' u-1'"
                    """)
    void shouldRefuseIdsThatAreNoneOrTheSame(String previousId, String userId, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> merged(previousId, userId))
                .withMessage(why);
    }

    private static IdentityMergedV1 merged(String previousId, String userId) {
        return new IdentityMergedV1("e-1", new SourceName("segment"), previousId, userId, AT, AT);
    }
}

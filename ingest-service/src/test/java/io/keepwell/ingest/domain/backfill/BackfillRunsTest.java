package io.keepwell.ingest.domain.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.event.SourceName;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackfillRunsTest {

    private static final SourceName CRM = new SourceName("crm");
    private static final SourceName DESK = new SourceName("desk");
    private static final BackfillRuns RUNS = new BackfillRuns("0123456789abcdef0123456789abcdef");
    private static final String RUN = RUNS.fresh(CRM, new UUID(1, 2));

    @Test
    void shouldKnowWhatItHasGivenOut() {
        assertThat(RUNS.isOf(CRM, RUN)).isTrue();
    }

    @Test
    void shouldKnowWhatAnotherReplicaHasGivenOut() {
        var replica = new BackfillRuns("0123456789abcdef0123456789abcdef");

        assertThat(replica.isOf(CRM, RUN)).isTrue();
    }

    @Test
    void shouldNotKnowTheRunOfAnotherSource() {
        assertThat(RUNS.isOf(DESK, RUN)).isFalse();
    }

    @Test
    void shouldNotKnowWhatAnotherSecretSigned() {
        assertThat(new BackfillRuns("fedcba9876543210fedcba9876543210").isOf(CRM, RUN)).isFalse();
    }

    @Test
    void shouldGiveEachRunItsOwnId() {
        assertThat(RUNS.fresh(CRM, new UUID(1, 3))).isNotEqualTo(RUN);
    }

    @Test
    void shouldGiveTheSameNameTheSameId() {
        assertThat(RUNS.named(CRM, "import-7")).isEqualTo(RUNS.named(CRM, "import-7"));
    }

    @Test
    void shouldGiveAnotherSourcesNameAnotherId() {
        assertThat(RUNS.named(CRM, "import-7")).isNotEqualTo(RUNS.named(DESK, "import-7"));
    }

    @Test
    void shouldKnowAnIdThatANameGave() {
        assertThat(RUNS.isOf(CRM, RUNS.named(CRM, "import-7"))).isTrue();
    }

    @Test
    void shouldNotKnowAnIdOfWhichOneCharacterWasChanged() {
        for (int at = 0; at < RUN.length(); at++) {
            char other = RUN.charAt(at) == 'A' ? 'B' : 'A';
            String changed = RUN.substring(0, at) + other + RUN.substring(at + 1);

            assertThat(RUNS.isOf(CRM, changed)).as(changed).isFalse();
        }
    }

    @Test
    void shouldKnowOnlyOneSpellingOfAnId() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String start = RUN.substring(0, RUN.length() - 1);

        long known = alphabet.chars().filter(last -> RUNS.isOf(CRM, start + (char) last)).count();

        assertThat(known).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bf_", "run-1", "bf_====", "bf_!", "\uD800"})
    void shouldNotKnowWhatIsNoId(String id) {
        assertThat(RUNS.isOf(CRM, id)).isFalse();
    }
}

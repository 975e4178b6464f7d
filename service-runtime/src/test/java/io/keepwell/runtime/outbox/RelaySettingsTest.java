package io.keepwell.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RelaySettingsTest {

    private static final RelaySettings SETTINGS = RelaySettings.of("scoring", Set.of(0, 1));

    @Test
    void shouldLookEveryFiftyMillisecondsForAThousandRows() {
        assertThat(SETTINGS.pollEvery()).isEqualTo(Duration.ofMillis(50));
        assertThat(SETTINGS.batchRows()).isEqualTo(1_000);
        assertThat(SETTINGS.takeoverAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldNameTheSettingThatIsWrong() {
        assertThatThrownBy(() -> SETTINGS.withBatchRows(0))
                .hasMessage("batchRows must be 1 or more, was 0");
        assertThatThrownBy(() -> SETTINGS.withPollEvery(Duration.ZERO))
                .hasMessage("pollEvery must be more than nothing, was PT0S");
        assertThatThrownBy(() -> SETTINGS.withTakeoverAfter(Duration.ofMillis(99)))
                .hasMessage(
                        "takeoverAfter must be twice pollEvery (PT0.05S) or more, was PT0.099S");
        assertThatThrownBy(() -> SETTINGS.withTakeoverAfter(Duration.ofMillis(499)))
                .hasMessage(
                        "takeoverAfter must be twice retryFirst (PT0.25S) or more, was PT0.499S");
        assertThatThrownBy(() -> RelaySettings.of("scoring", Set.of(-1)))
                .hasMessage("shard must be 0..32767, was -1");
        assertThatThrownBy(() -> RelaySettings.of(" ", Set.of(1)))
                .hasMessage("service must have a name, was blank");
    }
}

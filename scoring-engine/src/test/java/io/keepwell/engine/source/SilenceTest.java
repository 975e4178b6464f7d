package io.keepwell.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.engine.facts.Days;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private static final Instant NOW = Instant.EPOCH.plus(Duration.ofDays(28));
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final List<Integer> ALWAYS = Hours.allOf(28);

    @Test
    void shouldFreezeWhatASilentSourceReportsAtTheDayOfItsLastEvent() {
        Silence silence = of(source("desk", YESTERDAY, Map.of("support", 9L, "engagement", 1L)));

        assertThat(silence.frozen())
                .containsOnly(
                        Map.entry("support", Days.of(YESTERDAY)),
                        Map.entry("engagement", Days.of(YESTERDAY)));
    }

    @Test
    void shouldFreezeWhatItSharesWithAnother() {
        Silence silence =
                of(
                        source("desk", YESTERDAY, Map.of("support", 50L)),
                        source("chat", NOW, Map.of("support", 50L)));

        assertThat(silence.frozen()).containsKey("support");
        assertThat(silence.regular()).contains("support");
    }

    @Test
    void shouldNotCountWhatPeopleSayInKeepwellItself() {
        Silence silence =
                of(
                        source("desk", YESTERDAY, Map.of("support", 1L)),
                        source("keepwell", YESTERDAY, Map.of("support", 99L, "account", 1L)));

        assertThat(silence.frozen()).containsOnlyKeys("support");
    }

    @Test
    void shouldNotFreezeAKindOfWhichASourceToldLessThanATenth() {
        Silence tenth =
                of(
                        source("desk", YESTERDAY, Map.of("support", 10L)),
                        source("chat", NOW, Map.of("support", 90L)));
        Silence less =
                of(
                        source("desk", YESTERDAY, Map.of("support", 10L)),
                        source("chat", NOW, Map.of("support", 91L)));

        assertThat(tenth.frozen()).containsKey("support");
        assertThat(less.frozen()).isEmpty();
    }

    @Test
    void shouldFreezeSinceTheFirstOfSeveralWentSilent() {
        Instant before = YESTERDAY.minus(Duration.ofDays(3));

        Silence silence =
                of(
                        source("desk", YESTERDAY, Map.of("support", 50L)),
                        source("chat", before, Map.of("support", 50L)));

        assertThat(silence.frozen()).containsEntry("support", Days.of(before));
    }

    @Test
    void shouldSayNothingOfSourcesWithoutARhythmOrWithoutAFuture() {
        Silence silence =
                of(
                        new SourceHistory(
                                "new", List.of(5), YESTERDAY, Map.of("support", 5L), null),
                        new SourceHistory(
                                "former", ALWAYS, YESTERDAY, Map.of("usage", 5L), YESTERDAY));

        assertThat(silence).isEqualTo(Silence.NONE);
    }

    private static Silence of(SourceHistory... sources) {
        return Silence.of(List.of(sources), NOW);
    }

    private static SourceHistory source(String name, Instant lastEventAt, Map<String, Long> kinds) {
        return new SourceHistory(name, ALWAYS, lastEventAt, kinds, null);
    }
}

package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.model.health.SignalCategory;
import io.keepwell.policy.Applied;
import io.keepwell.policy.signal.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cadences become, and what can be wrong with them, word for word. */
class CadencesTest {

    private static final String CADENCES =
            Texts.WHOLE
                    + """
                    ---
                    kind: Cadences
                    id: touchpoints
                    cadences:
                    - id: call-due
                      name: A call is due
                      events: [engagement.meeting-attended]
                      every:
                      - {days: 7, segments: [large], daysSinceStart: {below: 28}}
                      - {days: 31}
                    ---
                    kind: Signals
                    id: more
                    signals:
                    - {id: quiet, category: risk, when: signal('call-due')}
                    """;

    @Test
    void shouldBeSignalsThatOthersAskFor() {
        List<Applied<Signal>> signals = Texts.set(CADENCES).signals();

        assertThat(signals.stream().map(it -> it.value().id())).contains("call-due", "quiet");
        Signal due = signals.getFirst().value();
        assertThat(due.id()).isEqualTo("call-due");
        assertThat(due.name()).isEqualTo("A call is due");
        assertThat(due.category()).isEqualTo(SignalCategory.LIFECYCLE);
        assertThat(due.until()).isNull();
        assertThat(due.when().reads().types()).containsOnlyKeys("engagement.meeting-attended");
        assertThat(due.when().reads().traits()).containsExactly("contractStartedOn");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    [engagement.meeting-attended] § [engagement.meeting-atended] § event type 'engagement.meeting-atended' is not in the catalogue. Did you mean 'engagement.meeting-attended'? Give a type of your own a name that is less like it.
                    segments: [large], daysSinceStart § segments: [lagre], daysSinceStart § there is no segment 'lagre'. Did you mean 'large'?
                    {days: 7, segments: [large], daysSinceStart: {below: 28}} § {days: 7} § the line above fits all accounts, so this one is never tried. Move it up, or remove it.
                    {days: 31} § {days: 0} § 'days' must be from 1 to 400, was 0. Write it as in 'days: 30'.
                    id: quiet § id: call-due § signal 'call-due' is already at
                    """)
    void shouldNamePlaceAndCure(String part, String instead, String problem) {
        assertThat(Texts.problems(Texts.replaced(CADENCES, part, instead)))
                .hasSize(1)
                .first()
                .asString()
                .contains(problem);
    }
}

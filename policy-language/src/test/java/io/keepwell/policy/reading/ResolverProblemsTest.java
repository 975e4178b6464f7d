package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with a resolver or with the kinds of a bundle, word for word. */
class ResolverProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    {scorecard: card, segments § {scorecard: crad, segments § 31:15: there is no scorecard 'crad'. Did you mean 'card'?
                    {scorecard: card, segments § {scorecard: other-card, segments § 31:15: there is no scorecard 'other-card'. Write one of 'card'.
                    {scorecard: card, segments § {segments § 31:3: the line has no 'scorecard'. Add a line such as 'scorecard: five-pillar'.
                    segments: [large] § segments: [lagre] § 31:32: there is no segment 'lagre'. Did you mean 'large'?
                    segments: [large] § segments: [tiny-one] § 31:32: there is no segment 'tiny-one'. Write one of 'large', 'small'.
                    segments: [large] § segments: [5] § 31:32: the id of a segment must be a text, this is a number. Write it as in 'segments: [enterprise]'.
                    segments: [large] § segments: large § 31:31: 'segments' must be a list, this is text. Write it as in 'segments: [enterprise]'.
                    segments: [large] § segments: [] § 31:31: 'segments' is an empty list. List one at least.
                    stages: [renewal] § stages: [renewals] § 31:49: there is no stage 'renewals'. Did you mean 'renewal'?
                    \\n- {scorecard: card}\\n § \\n § 31:3: the last line does not fit all accounts, so some had no scorecard. Add a line that has only a scorecard.
                    , segments: [large], stages: [renewal] § `` § 31:3: this line fits all accounts, so no line below it is ever tried. Move it to the end, or give it segments or stages.
                    - {scorecard: card}\\n § - {scorecard: card, stages: [adoption]}\\n § 32:3: the last line does not fit all accounts, so some had no scorecard. Add a line that has only a scorecard.
                    kind: SegmentSet\\nid: default\\nsegments:\\n- {id: large, when: trait('arr') > 100000}\\n- {id: small, when: trait('arr') <= 100000}\\n---\\n § `` § 25:32: there is no segment 'large'. Write a document that has it.
                    kind: Resolver\\n § kind: Resolvers\\n § 28:7: the kind 'Resolvers' is not known. Did you mean 'Resolver'? The kinds are 'AlertRules', 'Cadences', 'Capacity', 'Kpis', 'LifecycleSet', 'Play', 'Resolver', 'RiskScore', 'Scorecard', 'SegmentSet', 'Signals'.
                    kind: Resolver\\n § kind: Routing\\n § 28:7: the kind 'Routing' is not known. The kinds are 'AlertRules', 'Cadences', 'Capacity', 'Kpis', 'LifecycleSet', 'Play', 'Resolver', 'RiskScore', 'Scorecard', 'SegmentSet', 'Signals'.
                    kind: Resolver\\n § kind: Plays\\n § 28:7: the kind 'Plays' is not known. Did you mean 'Play'? The kinds are 'AlertRules', 'Cadences', 'Capacity', 'Kpis', 'LifecycleSet', 'Play', 'Resolver', 'RiskScore', 'Scorecard', 'SegmentSet', 'Signals'.
                    kind: Resolver\\n § kind: AlertRule\\n § 28:7: the kind 'AlertRule' is not known. Did you mean 'AlertRules'? The kinds are 'AlertRules', 'Cadences', 'Capacity', 'Kpis', 'LifecycleSet', 'Play', 'Resolver', 'RiskScore', 'Scorecard', 'SegmentSet', 'Signals'.
                    """)
    void shouldNamePlaceAndCure(String part, String instead, String problem) {
        // Given
        String text = Texts.replaced(Texts.WHOLE, part, instead);
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems).containsExactly("a.yaml:" + problem);
    }
}

package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with alert rules and with what they wait for, word for word. */
class AlertRulesProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    id: fell § id: red § 31:8: alert rule 'red' is already at a.yaml:25. Give one of the two another id, or remove it.
                    id: fell § id: Fell § 31:8: 'Fell' is no id. Write lower-case letters and digits, joined by single hyphens: 'id: health-red'.
                    {id: fell, § {§ 31:3: the alert rule has no 'id'. Add a line such as 'id: health-red'.
                    fell, category: risk, § fell, § 31:3: the alert rule has no 'category'. Add a line such as 'category: risk'.
                    fell, category: risk, § fell, category: churn, § 31:24: 'category' must be one of 'risk', 'expansion', 'lifecycle', was 'churn'. Write it as in 'category: risk'.
                    , severity: medium} § } § 31:3: the alert rule has no 'severity'. Add a line such as 'severity: high'.
                    severity: medium § severity: hihg § 31:62: 'severity' must be one of 'critical', 'high', 'medium', was 'hihg'. Did you mean 'high'?
                    severity: medium § severity: low-one § 31:62: 'severity' must be one of 'critical', 'high', 'medium', was 'low-one'. Write it as in 'severity: high'.
                    severity: medium § severity: 1 § 31:62: 'severity' must be a text, this is a number. Write it as in 'severity: high'.
                    severity: medium § severity: medium, until: score() > 5 § 31:70: the key 'until' is not known here. The keys here are 'id', 'name', 'category', 'when', 'severity', 'severityBySegment'.
                    severityBySegment: § severityBySegments: § 30:3: the key 'severityBySegments' is not known here. Did you mean 'severityBySegment'?
                    {large: critical} § {lagre: critical} § 30:23: there is no segment 'lagre'. Did you mean 'large'?
                    {large: critical} § {tiny-one: critical} § 30:23: there is no segment 'tiny-one'. Write one of 'large', 'small'.
                    {large: critical} § {large: urgent} § 30:30: 'large' must be one of 'critical', 'high', 'medium', was 'urgent'. Write it as in 'large: critical'.
                    {large: critical} § {} § 30:22: 'severityBySegment' is an empty mapping. Write one line at least.
                    {large: critical} § critical § 30:22: 'severityBySegment' must be a mapping, this is text. Write it as in 'severityBySegment: {enterprise: critical}'.
                    kind: SegmentSet\\nid: default\\nsegments:\\n- {id: large, when: trait('arr') > 100000}\\n- {id: small, when: trait('arr') <= 100000}\\n---\\n § `` § 24:23: there is no segment 'large'. Write a document that has it.
                    when: {signal: drop}, § `` § 31:3: the alert rule has no 'when'. Add a line such as 'when: {status: red}'.
                    when: {signal: drop} § when: signal('drop') § 31:36: 'when' must be a mapping, this is text. Write it as in 'when: {status: red}'.
                    when: {signal: drop} § when: {} § 31:36: the condition waits for nothing. Write it as in '{status: red}'.
                    when: {signal: drop} § when: {signals: drop} § 31:37: the key 'signals' is not known here. Did you mean 'signal'?
                    when: {signal: drop} § when: {score: 5, signal: drop} § 31:37: the key 'score' is not known here. The keys here are 'status', 'signal', 'signalCategory'.
                    when: {signal: drop} § when: {signal: dorp} § 31:45: there is no signal 'dorp'. Did you mean 'drop'?
                    when: {signal: drop} § when: {signal: sponsor-gone} § 31:45: there is no signal 'sponsor-gone'. Write one of 'drop', 'seats-used', 'promoted'.
                    when: {signal: drop} § when: {signal: [drop, promotd]} § 31:52: there is no signal 'promotd'. Did you mean 'promoted'?
                    when: {signal: drop} § when: {signal: []} § 31:45: 'signal' is an empty list. List one at least.
                    when: {signal: drop} § when: {signal: [drop, 5]} § 31:52: an item of 'signal' must be a text, this is a number. Write it as in 'signal: score-drop'.
                    when: {signal: drop} § when: {signal: {id: drop}} § 31:45: 'signal' must be a text or a list of texts, this is a mapping. Write it as in 'signal: score-drop'.
                    when: {signal: drop} § when: {signal: drop, signalCategory: risk} § 31:67: 'signal' and 'signalCategory' cannot stand together. Remove one of the two, or list the signals.
                    when: {signal: drop} § when: {signalCategory: risks} § 31:53: 'signalCategory' must be one of 'risk', 'expansion', 'lifecycle', was 'risks'. Did you mean 'risk'?
                    when: {signal: drop} § when: {signalCategory: lifecycle} § 31:53: there is no signal of category 'lifecycle'. Write such a signal, or wait for something else.
                    [red, unknown] § [red, amber-one] § 28:24: 'status' must be one of 'green', 'yellow', 'red', 'unknown', was 'amber-one'. Write it as in 'status: red'.
                    [red, unknown] § gren § 28:18: 'status' must be one of 'green', 'yellow', 'red', 'unknown', was 'gren'. Did you mean 'green'?
                    [red, unknown] § [] § 28:18: 'status' is an empty list. List one at least.
                    [red, unknown] § 5 § 28:18: 'status' must be a text or a list of texts, this is a number. Write it as in 'status: red'.
                    critical: 8h § critical: 8 § 23:27: 'critical' must be minutes, hours or days, at most 365d, was '8'. Write 30m, 24h or 7d, for example.
                    critical: 8h § critical: 0m § 23:27: 'critical' leaves no time to answer. Write it as in 'critical: 24h'.
                    critical: 8h § urgent: 8h § 23:17: the key 'urgent' is not known here. The keys here are 'critical', 'high', 'medium'.
                    respondWithin: {critical: 8h, high: 2d} § respondWithin: 8h § 23:16: 'respondWithin' must be a mapping, this is text. Write it as in 'respondWithin: {critical: 24h, high: 48h, medium: 48h}'.
                    name: Health is red § name: "Health \\u0000 is red" § 26:9: name must not hold control characters, had U+0000 at 7. Write it as in 'name: Health is red'.
                    rules:\\n § rule:\\n § 24:1: the key 'rule' is not known here. Did you mean 'rules'?
                    description: What somebody must look at. § escalation: [{fromDay: 1, involve: [vp-cs]}] § 22:24: 'fromDay' must be from 2 to 400, was 1. Write it as in 'fromDay: 8'.
                    description: What somebody must look at. § escalation: [{fromDay: 8, involve: [vp-cs]}, {fromDay: 8, involve: [ceo]}] § 22:56: 'fromDay' is 8, and the step before it begins on day 8. Write the steps in the order of their days.
                    description: What somebody must look at. § escalation: [{fromDay: 8, involve: [VP CS]}] § 22:37: 'VP CS' is no id. Write lower-case letters and digits, joined by single hyphens: 'involve: [cs-manager]'.
                    description: What somebody must look at. § escalation: [{fromDay: 8}] § 22:14: the step of the ladder has no 'involve'. Add a line such as 'involve: [cs-manager]'.
                    description: What somebody must look at. § escalation: [] § 22:13: 'escalation' is an empty list. List one at least.
                    description: What somebody must look at. § owner: csm § 22:1: the key 'owner' is not known here. The keys here are 'kind', 'id', 'description', 'respondWithin', 'escalation', 'rules'.
                    """)
    void shouldNamePlaceAndCure(String part, String instead, String problem) {
        // Given
        String text = Texts.replaced(Texts.REACTIONS, part, instead);
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems).containsExactly("a.yaml:" + problem);
    }
}

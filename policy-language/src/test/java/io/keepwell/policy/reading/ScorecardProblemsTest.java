package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with a card, a dimension, a measure or a transform, word for word. */
class ScorecardProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    minCoverage: 0.3 § minCoverage: 0.3\\nnmae: Card § 9:1: the key 'nmae' is not known here. Did you mean 'name'?
                    minCoverage: 0.3 § minCoverage: 0.3\\ncolour: red § 9:1: the key 'colour' is not known here. The keys here are 'kind', 'id', 'description', 'name', 'bandOn', 'bands', 'hysteresis', 'minCoverage', 'edges', 'limits', 'overrides', 'dimensions'.
                    minCoverage: 0.3 § minCoverag: 0.3 § 8:1: the key 'minCoverag' is not known here. Did you mean 'minCoverage'?
                    minCoverage: 0.3\\n § `` § 1:1: the Scorecard has no 'minCoverage'. Add a line such as 'minCoverage: 0.3'.
                    minCoverage: 0.3 § minCoverage: 1.01 § 8:14: 'minCoverage' must be from 0 to 1, was 1.01. Write it as in 'minCoverage: 0.3'.
                    minCoverage: 0.3 § minCoverage: -0.1 § 8:14: 'minCoverage' must be from 0 to 1, was -0.1. Write it as in 'minCoverage: 0.3'.
                    minCoverage: 0.3 § minCoverage: '0.3' § 8:14: 'minCoverage' must be a number, this is text. Write it as in 'minCoverage: 0.3'.
                    minCoverage: 0.3 § minCoverage: 0x1 § 8:14: 'minCoverage' must be a decimal number with at most 20 decimal places, was 0x1. Write it as in 'minCoverage: 0.3'.
                    minCoverage: 0.3 § minCoverage: .nan § 8:14: 'minCoverage' must be a decimal number with at most 20 decimal places, was .nan. Write it as in 'minCoverage: 0.3'.
                    minCoverage: 0.3 § minCoverage: 1e99999999999 § 8:14: 'minCoverage' must be a decimal number with at most 20 decimal places, was 1e99999999999. Write it as in 'minCoverage: 0.3'.
                    minCoverage: 0.3 § minCoverage: § 8:13: 'minCoverage' must be a number, this is empty. Write it as in 'minCoverage: 0.3'.
                    minCoverage: 0.3 § minCoverage: 0.3\\nbandOn: show § 9:9: 'bandOn' must be one of 'shown', 'exact', was 'show'. Did you mean 'shown'?
                    minCoverage: 0.3 § minCoverage: 0.3\\nedges: lower § 9:8: 'edges' must be one of 'lower-inclusive', 'upper-inclusive', was 'lower'. Write it as in 'edges: lower-inclusive'.
                    minCoverage: 0.3 § minCoverage: 0.3\\nbandOn: both § 9:9: 'bandOn' must be one of 'shown', 'exact', was 'both'. Write it as in 'bandOn: shown'.
                    minCoverage: 0.3 § minCoverage: 0.3\\nname: '' § 9:7: 'name' must have from 1 to 200 characters. Write it as in 'name: Five pillars'.
                    minCoverage: 0.3 § minCoverage: 0.3\\nname: 5 § 9:7: 'name' must be a text, this is a number. Write it as in 'name: Five pillars'.
                    minCoverage: 0.3 § minCoverage: 0.3\\ndescription: [a] § 9:14: 'description' must be a text, this is a list. Write it as in 'description: What it is for.'.
                    id: usage\\n § id: Usage\\n § 10:7: 'Usage' is no id. Write lower-case letters and digits, joined by single hyphens: 'id: usage'.
                    id: usage\\n  weight: 30 § id: usage\\n  weight: -1 § 11:11: 'weight' must be 0 or more, was -1. Write it as in 'weight: 30'.
                    id: usage\\n  weight: 30 § id: usage\\n  weight: 0 § 10:1: no dimension of the card weighs more than 0. Give at least one a weight above 0.
                    id: usage\\n  weight: 30 § id: usage\\n  weight: heavy § 11:11: 'weight' must be a number, this is text. Write it as in 'weight: 30'.
                    id: usage\\n  weight: 30 § id: usage § 10:3: the dimension has no 'weight'. Add a line such as 'weight: 30'.
                    id: features\\n § id: sessions\\n § 17:9: measure 'sessions' is already at a.yaml:13. A measure belongs to one dimension, once: remove one of the two, or give it another id.
                    `    value: count('usage.session-started', 28)\\n` § `` § 17:5: the measure has no 'value'. Add a line such as 'value: distinct('features', 30)'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {linear: {at0: 5, at100: 5.0}} § 20:41: at0 and at100 are both 5.0. Let at0 be the number that scores 0 and at100 the one that scores 100.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {linear: {at0: 0}} § 20:25: the linear transform has no 'at100'. Add a line such as 'at100: 10'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {linear: {at0: 0, at100: 2000000000000}} § 20:41: 'at100' must be from -1000000000000 to 1000000000000, was 2000000000000. Write it as in 'at100: 10'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: linear § 20:16: 'transform' must be a mapping, this is text. Write it as in 'transform: {linear: {at0: 1, at100: 10}}'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {} § 20:16: the transform is of no kind. Write one of 'linear', 'steps', 'curve', 'ratio', 'growth', 'deduct', 'additive', 'enum', for example 'linear: {at0: 1, at100: 10}'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {liner: {at0: 0, at100: 5}} § 20:17: the key 'liner' is not known here. Did you mean 'linear'?
                    transform: {linear: {at0: 0, at100: 5}} § transform: {linear: {at0: 0, at100: 5}, steps: {below: 0, steps: [{from: 1, score: 100}]}} § 20:52: a transform is of one kind, this is linear and steps. Leave one of them.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {steps: {below: 0, steps: [{from: 1, score: 101}]}} § 20:60: 'score' must be from 0 to 100, was 101. Write it as in 'score: 100'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {steps: {below: -1, steps: [{from: 1, score: 100}]}} § 20:32: 'below' must be from 0 to 100, was -1. Write it as in 'below: 0'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {steps: {below: 0, steps: [{from: 5, score: 50}, {from: 5, score: 100}]}} § 20:72: the step from 5 is not above the one before it, from 5. Let the steps go up.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {curve: {points: [{at: 1, score: 5}]}} § 20:33: a curve through one point is none. List two points at least.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {curve: {points: [{at: 1, score: 5}, {at: 0.5, score: 7}]}} § 20:58: the point at 0.5 is not above the one before it, at 1. Let the points go up.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {ratio: {full: 0}} § 20:31: 'full' must be above 0, was 0. Write it as in 'full: 0.8'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {growth: {baseline: 101}} § 20:36: 'baseline' must be above 0, at most 100, was 101. Write it as in 'baseline: 50'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {deduct: {each: -5}} § 20:32: 'each' must be above 0, was -5. Write it as in 'each: 10'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {deduct: {}} § 20:25: the transform that deducts has no 'each'. Add a line such as 'each: 10'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {additive: {start: 50, each: 0}} § 20:45: 'each' is 0, so that all numbers score the same. Write what each one adds, below 0 what it takes away.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {enum: {otherwise: 0, values: [{is: 1, score: 5}, {is: 1.0, score: 7}]}} § 20:71: the value 1.0 stands twice. Remove one of the two.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {steps: {below: 0, steps: []}} § 20:42: 'steps' is an empty list. List one at least.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {linear: {at0: 0, at100: 5}}\\n    missing: spred § 21:14: 'missing' must be one of 'spread', 'spread-over-card', 'zero', 'neutral', 'unknown', was 'spred'. Did you mean 'spread'?
                    transform: {linear: {at0: 0, at100: 5}} § transform: {linear: {at0: 0, at100: 5}}\\n    missing: {score: 101} § 21:22: 'score' must be from 0 to 100, was 101. Write it as in 'score: 40'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {linear: {at0: 0, at100: 5}}\\n    missing: 40 § 21:14: 'missing' must be a text, this is a number. Write it as in 'missing: spread'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {linear: {at0: 0, at100: 5}}\\n    missing: ignore § 21:14: 'missing' must be one of 'spread', 'spread-over-card', 'zero', 'neutral', 'unknown', was 'ignore'. Write it as in 'missing: spread'.
                    id: usage\\n § id: usage\\n  bands: []\\n § 11:10: 'bands' is an empty list. List one at least.
                    id: usage\\n § id: usage\\n  bands: [{from: 70, label: Good}]\\n § 11:18: the lowest band begins at 70, so lower scores have no label. Let it begin at 0.
                    id: usage\\n § id: usage\\n  bands: [{from: 0, label: Bad}, {from: 0.0, label: Good}]\\n § 11:41: 'Bad' and 'Good' both begin at 0. Let each band begin at another score; the score belongs to it.
                    id: usage\\n § id: usage\\n  bands: [{from: 101, label: Good}]\\n § 11:18: 'from' must be from 0 to 100, was 101. Write it as in 'from: 70'.
                    id: usage\\n § id: usage\\n  bands: [{from: 0}]\\n § 11:11: the band of a dimension has no 'label'. Add a line such as 'label: Healthy usage'.
                    id: usage\\n § id: usage\\n  bands: [{from: 0, label: Good, status: green}]\\n § 11:34: the key 'status' is not known here. The keys here are 'from', 'label'.
                    transform: {linear: {at0: 0, at100: 5}} § transform: {linear: {at0: 0, at100: 5}}\\n  - five § 21:5: a measure must be a mapping, this is text. Begin it with 'id: features'.
                    """)
    void shouldNamePlaceAndCure(String part, String instead, String problem) {
        // Given
        String text = Texts.replaced(Texts.CARD, part, instead);
        // When
        List<String> problems = Texts.problems(text);
        // Then
        assertThat(problems).containsExactly("a.yaml:" + problem);
    }
}

package io.keepwell.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.keepwell.policy.PolicyBundle;
import io.keepwell.policy.PolicyFile;
import io.keepwell.policy.PolicyParser;
import io.keepwell.policy.PolicyResult;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever a document says, the answer is a set or problems: no record refuses to be built. */
class ReadingFuzzTest {

    private static final int RUNS = 500;

    private static final List<String> TEXTS = List.of(Texts.CARD, Texts.WHOLE, Texts.REACTIONS);

    private static final Pattern WORD = Pattern.compile("[\\w-]+|[\\[\\]{}:,]|\\s+|.");

    private static final List<String> INSTEAD =
            List.of(
                    "",
                    "0",
                    "-1",
                    "50",
                    "100",
                    "101",
                    "1e999999999",
                    "-0e9",
                    "''",
                    "[]",
                    "{}",
                    "~",
                    "true",
                    "green",
                    "red",
                    "card",
                    "from",
                    "below",
                    "steps",
                    "weight",
                    "id",
                    "24h",
                    "score()",
                    "signal('both')",
                    "drop",
                    "renewal",
                    "large",
                    "critical",
                    "signal",
                    "signalCategory",
                    "risk",
                    "'\\u0000'",
                    "\"\\u0000\"",
                    "linear",
                    "\n- ",
                    "\n  ");

    @Test
    void shouldNeverThrow() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            // Given
            String text = broken(TEXTS.get(random.nextInt(TEXTS.size())), random);
            // When
            List<String> problems = problems(text, seed, run);
            // Then
            assertThat(problems)
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .allMatch(problem -> problem.startsWith("a.yaml:"));
        }
    }

    private static List<String> problems(String text, long seed, int run) {
        try {
            PolicyResult<PolicyBundle> parsed =
                    PolicyParser.parseAll(List.of(new PolicyFile("a.yaml", text)));
            return parsed instanceof PolicyResult.Accepted<PolicyBundle>(var bundle)
                    ? Texts.problems(bundle)
                    : List.of();
        } catch (RuntimeException e) {
            return fail("rerun with -Dseed=%d, run %d, text '%s'".formatted(seed, run, text), e);
        }
    }

    private static String broken(String text, Random random) {
        List<String> words =
                WORD.matcher(text)
                        .results()
                        .map(found -> found.group())
                        .collect(Collectors.toList());
        int changes = 1 + random.nextInt(3);
        for (int change = 0; change < changes; change++) {
            words.set(random.nextInt(words.size()), INSTEAD.get(random.nextInt(INSTEAD.size())));
        }
        return String.join("", words);
    }
}

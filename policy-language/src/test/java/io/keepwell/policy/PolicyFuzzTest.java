package io.keepwell.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, the answer is documents or problems. */
class PolicyFuzzTest {

    private static final int RUNS = 20_000;
    private static final List<String> TOKENS =
            List.of(
                    "kind: A\n",
                    "id: b\n",
                    "x",
                    ": ",
                    "\n",
                    "  ",
                    "- ",
                    "? ",
                    "'",
                    "\"",
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    "&a ",
                    "*a ",
                    "!t ",
                    "!!str ",
                    "!<",
                    "|\n",
                    ">2-\n",
                    "%YAML 9.9\n",
                    "%TAG ! x\n",
                    "---\n",
                    "...\n",
                    "\\U0011ffff",
                    "\\x",
                    "\\",
                    "#",
                    " #",
                    "\t",
                    "\r",
                    "<<: ",
                    "@",
                    "`",
                    "\u0000",
                    "\uD800",
                    "\u2028",
                    "1e999",
                    "~");

    @Test
    void shouldNeverThrow() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int run = 0; run < RUNS; run++) {
            // Given
            String text = text(random);
            // When
            List<PolicyProblem> problems = parse(text, seed, run);
            // Then
            assertThat(problems)
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .allSatisfy(problem ->
                            assertThat(problem.line())
                                    .isBetween(
                                            1,
                                            1
                                                    + (int)
                                                            text.chars()
                                                                    .filter(c ->
                                                                            c == '\n' || c == '\r')
                                                                    .count()));
        }
    }

    private static List<PolicyProblem> parse(String text, long seed, int run) {
        try {
            return Read.problems(new PolicyFile("a.yaml", text));
        } catch (RuntimeException | StackOverflowError e) {
            return fail("rerun with -Dseed=%d, run %d, text '%s'".formatted(seed, run, text), e);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "kind: A\nid: b\n" : "");
        int length = random.nextInt(20);
        for (int at = 0; at < length; at++) {
            text.append(TOKENS.get(random.nextInt(TOKENS.size())));
        }
        return text.toString();
    }
}

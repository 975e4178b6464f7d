package io.keepwell.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is written, the answer comes soon and is an expression or what is wrong with it. */
@Timeout(60)
class ExpressionLimitsTest {

    private static final String TOO_DEEP =
            "the expression nests too deep. Split it: at most 32 parentheses may stand within"
                    + " each other, and about 60 operators in a row.";
    private static final int FUZZ_RUNS = 20_000;
    private static final int THREADS = 8;
    private static final int EVALUATIONS = 2_000;
    private static final List<String> TOKENS =
            List.of(
                    "count",
                    "sum",
                    "previous",
                    "change",
                    "trait",
                    "hasData",
                    "orElse",
                    "ratio",
                    "score",
                    "status",
                    "signal",
                    "activeUsers",
                    "scoreDrop",
                    "has",
                    "exists",
                    "x",
                    "'support.ticket-opened'",
                    "'seats'",
                    "'plan'",
                    "'renewalDate'",
                    "'red'",
                    "'",
                    "\"",
                    "\\",
                    "(",
                    ")",
                    "()",
                    "(30)",
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    ".",
                    "?",
                    ":",
                    "+",
                    "-",
                    "*",
                    "/",
                    "%",
                    "!",
                    "<",
                    "<=",
                    "=",
                    "==",
                    "!=",
                    "&&",
                    "||",
                    "&",
                    "in",
                    "0",
                    "1",
                    "30",
                    "401",
                    "-0.30",
                    "1e999",
                    "99999999999999999999",
                    "0x1F",
                    "3u",
                    "true",
                    "false",
                    "null",
                    " ",
                    "\n",
                    "\t",
                    "//",
                    "#",
                    "b'a'",
                    "\"\"\"",
                    "\u0000",
                    "\uD800",
                    "\uD83D\uDE00",
                    "\u2028",
                    "ä",
                    "`",
                    "$",
                    "as",
                    "var",
                    "google.x{}",
                    "trait('seats')",
                    "trait('plan')",
                    "score() > 3",
                    "count('a.b', 30)");

    @Test
    void shouldRefuseWhatIsTooLong() {
        assertThat(Compile.problems(Compile.anyNumber("1" + " + 1".repeat(1_250))))
                .containsExactly(
                        "1:1: the expression is 5001 characters long. Split it; 2000 characters"
                                + " are the most.");
    }

    @Test
    void shouldRefuseTenThousandParentheses() {
        assertThat(
                        Compile.problems(
                                Compile.anyNumber("(".repeat(10_000) + "1" + ")".repeat(10_000))))
                .containsExactly(
                        "1:1: the expression is 20001 characters long. Split it; 2000 characters"
                                + " are the most.");
    }

    @Test
    void shouldRefuseWhatNestsTooDeep() {
        assertThat(Compile.problems(Compile.anyNumber("(".repeat(33) + "1" + ")".repeat(33))))
                .containsExactly("1:33: " + TOO_DEEP);
        assertThat(Compile.problems(Compile.anyNumber("1" + "+1".repeat(900))))
                .containsExactly("1:1: " + TOO_DEEP);
        assertThat(Compile.problems(Compile.anyNumber("true ? 1 : ".repeat(180) + "1")))
                .containsExactly("1:1: " + TOO_DEEP);
        assertThat(Compile.problems(Compile.anyNumber("a" + ".a".repeat(900))))
                .containsExactly("1:1: " + TOO_DEEP);
    }

    @Test
    void shouldTakeWhatIsJustWithinTheLimits() {
        assertThat(
                        Compile.answer(
                                Compile.number("(".repeat(32) + "1" + ")".repeat(32)),
                                new FakeMetrics()))
                .isEqualTo(1.0);
        assertThat(Compile.answer(Compile.number("1" + "+1".repeat(50)), new FakeMetrics()))
                .isEqualTo(51.0);
        assertThat(Compile.answer(Compile.condition("!".repeat(1_900) + "true"), new FakeMetrics()))
                .isEqualTo(true);
    }

    @Test
    void shouldRefuseTooManyParts() {
        // Given
        String source = "score() in [" + "1,".repeat(600) + "1]";
        // When
        Compiled compiled = Compile.anyCondition(source);
        // Then
        assertThat(Compile.problems(compiled))
                .containsExactly("1:1: the expression has more than 500 parts. Split it.");
    }

    @Test
    void shouldRefuseComprehensionsAtOnce() {
        // Given
        String list = "[1,2,3,4,5,6,7,8,9]";
        String source = list + (".map(x, " + list).repeat(12) + ")".repeat(12) + ".size() > 0";
        // When
        Compiled compiled = Compile.anyCondition(source);
        // Then
        assertThat(Compile.problems(compiled)).isNotEmpty();
    }

    @Test
    void shouldNeverThrow() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int run = 0; run < FUZZ_RUNS; run++) {
            // Given
            String source = soup(random);
            // When
            Compiled compiled = compile(source, random.nextBoolean(), seed, run);
            // Then
            switch (compiled) {
                case Compiled.Refused(List<ExpressionProblem> problems) ->
                        assertThat(problems)
                                .as("rerun with -Dseed=%d, run %d", seed, run)
                                .isNotEmpty();
                case Compiled.Accepted(Expression expression) ->
                        assertThat(expression.evaluate(new FakeMetrics()))
                                .as("rerun with -Dseed=%d, run %d", seed, run)
                                .isNotNull();
            }
        }
    }

    @Test
    void shouldGiveEachThreadItsOwnAnswer() throws Exception {
        // Given
        Expression expression =
                Compile.number("count('a.b', 30) * 1000 + orElse(trait('seats'), 0) + score()");
        var start = new CyclicBarrier(THREADS);
        var tasks = new ArrayList<Callable<Integer>>();
        for (int thread = 0; thread < THREADS; thread++) {
            double own = thread;
            tasks.add(() -> {
                start.await();
                return wrongAnswers(expression, own);
            });
        }
        // When
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            // Then
            for (Future<Integer> wrong : threads.invokeAll(tasks)) {
                assertThat(wrong.get()).isZero();
            }
        }
    }

    @Test
    void shouldKeepTheOuterAccountWhenMetricsEvaluateAnother() {
        // Given
        Expression inner = Compile.number("trait('seats') * 2");
        FakeMetrics other = new FakeMetrics().say("trait seats", 5.0);
        Metrics nesting =
                new ForwardingMetrics(new FakeMetrics().say("trait seats", 1.0)) {
                    @Override
                    public OptionalDouble score() {
                        return OptionalDouble.of((double) Compile.answer(inner, other));
                    }
                };
        // When
        Object answer = Compile.answer(Compile.number("score() + trait('seats')"), nesting);
        // Then
        assertThat(answer).isEqualTo(11.0);
    }

    @Test
    void shouldNotHideThatTheAccountCouldNotBeAsked() {
        // Given
        Metrics failing =
                new ForwardingMetrics(new FakeMetrics()) {
                    @Override
                    public OptionalDouble score() {
                        throw new UnsupportedOperationException("lost");
                    }
                };
        Expression expression = Compile.condition("score() > 1 || true");
        // When
        assertThatThrownBy(() -> expression.evaluate(failing))
                // Then
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("lost");
    }

    private static int wrongAnswers(Expression expression, double own) {
        FakeMetrics metrics =
                new FakeMetrics()
                        .say("count a.b 30 0", own)
                        .say("trait seats", own)
                        .say("the score", own);
        int wrong = 0;
        for (int run = 0; run < EVALUATIONS; run++) {
            wrong += Compile.answer(expression, metrics).equals(own * 1002) ? 0 : 1;
        }
        return wrong;
    }

    private static Compiled compile(String source, boolean number, long seed, int run) {
        long begin = System.nanoTime();
        try {
            Compiled compiled = number ? Compile.anyNumber(source) : Compile.anyCondition(source);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isLessThan(Duration.ofSeconds(10));
            return compiled;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("rerun with -Dseed=%d, run %d, '%s'".formatted(seed, run, source), e);
        }
    }

    private static String soup(Random random) {
        var soup = new StringBuilder();
        int length = random.nextInt(14);
        for (int at = 0; at < length; at++) {
            soup.append(TOKENS.get(random.nextInt(TOKENS.size())));
            soup.append(random.nextInt(4) == 0 ? " " : "");
        }
        return soup.toString();
    }
}

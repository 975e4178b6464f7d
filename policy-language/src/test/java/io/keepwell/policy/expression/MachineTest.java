package io.keepwell.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import io.keepwell.model.catalogue.EventCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** What is run comes to what CEL's own runtime comes to, and asks the account the same. */
class MachineTest {

    private static final int EXPRESSIONS =
            Integer.getInteger("keepwell.machine.expressions", 1_000);
    private static final int ACCOUNTS = 5;
    private static final List<Double> NUMBERS =
            List.of(0.0, -0.0, 1.0, -1.0, 0.1, 0.3, 2.0, 1e300, -1e300, 1e-300);
    private static final List<String> TEXTS = List.of("pro", "proper", "improper", "free");

    @Test
    void shouldComeToWhatCelComesTo() throws CelValidationException, CelEvaluationException {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int accepted = 0;
        for (int run = 0; run < EXPRESSIONS; run++) {
            Kind kind = random.nextBoolean() ? Kind.NUMBER : Kind.TRUTH;
            String source = new Writer(random).write(kind, random.nextInt(1, 6));
            var text = new SourceText(source);
            if (!(Syntax.parse(text) instanceof Syntax.Parsed.Tree tree)) {
                continue;
            }
            var checker =
                    new Checker(new Findings(text, tree.offsets()), EventCatalogue.standard());
            Typed checked = checker.check(tree.root(), kind);
            if (checked.isWrong()) {
                continue;
            }
            accepted++;
            for (int account = 0; account < ACCOUNTS; account++) {
                FakeMetrics metrics = account(random);
                var asked = new Listening(metrics);
                var wanted = new Listening(metrics);
                // When
                Answer answer =
                        new Ready(
                                        source,
                                        checker.reads(),
                                        Machine.part(checked.expr(), checker.sites()),
                                        checker.percentiles())
                                .evaluate(asked);
                // Then
                assertThat(answer)
                        .as("%s, rerun with -Dseed=%d, run %d", source, seed, run)
                        .isEqualTo(
                                CelMachine.answer(checked.expr(), kind, checker.sites(), wanted));
                assertThat(asked.heard)
                        .as("%s, rerun with -Dseed=%d, run %d", source, seed, run)
                        .isEqualTo(wanted.heard);
            }
        }
        assertThat(accepted).isGreaterThan(EXPRESSIONS / 2);
    }

    private static FakeMetrics account(RandomGenerator random) {
        var account = new FakeMetrics();
        for (String trait : List.of("a", "b", "c")) {
            if (random.nextInt(3) > 0) {
                account.say("trait n" + trait, NUMBERS.get(random.nextInt(NUMBERS.size())));
            }
            if (random.nextInt(3) > 0) {
                account.say("trait t" + trait, TEXTS.get(random.nextInt(TEXTS.size())));
            }
            if (random.nextInt(3) > 0) {
                account.say("trait f" + trait, random.nextBoolean());
            }
        }
        return account;
    }

    /** Hears what is asked, in its order. */
    private static final class Listening extends ForwardingMetrics {
        private final List<String> heard = new ArrayList<>();

        Listening(Metrics account) {
            super(account);
        }

        @Override
        public OptionalDouble number(String trait) {
            heard.add(trait);
            return super.number(trait);
        }

        @Override
        public Optional<String> text(String trait) {
            heard.add(trait);
            return super.text(trait);
        }

        @Override
        public Optional<Boolean> flag(String trait) {
            heard.add(trait);
            return super.flag(trait);
        }
    }

    /** Writes expressions by chance. */
    private record Writer(RandomGenerator random) {

        String write(Kind kind, int depth) {
            return switch (kind) {
                case NUMBER -> number(depth);
                case TEXT -> text(depth);
                case TRUTH -> truth(depth);
                case WRONG -> throw new IllegalArgumentException("of no kind");
            };
        }

        private String number(int depth) {
            if (depth == 0) {
                return random.nextInt(3) == 0
                        ? one(List.of("0", "1", "-1", "0.3", "2"))
                        : "numberTrait('n%s')".formatted(one(List.of("a", "b", "c")));
            }
            return switch (random.nextInt(6)) {
                case 0 -> "(-%s)".formatted(number(depth - 1));
                case 1 ->
                        "%s(%s, %s)"
                                .formatted(
                                        one(List.of("min", "max", "ratio", "orElse")),
                                        number(depth - 1),
                                        number(depth - 1));
                case 2 -> choice(Kind.NUMBER, depth);
                default ->
                        "(%s %s %s)"
                                .formatted(
                                        number(depth - 1),
                                        one(List.of("+", "-", "*", "/")),
                                        number(depth - 1));
            };
        }

        private String text(int depth) {
            if (depth == 0) {
                return random.nextInt(3) == 0
                        ? "'%s'".formatted(one(TEXTS))
                        : "textTrait('t%s')".formatted(one(List.of("a", "b", "c")));
            }
            return random.nextBoolean()
                    ? choice(Kind.TEXT, depth)
                    : "orElse(%s, %s)".formatted(text(depth - 1), text(depth - 1));
        }

        private String truth(int depth) {
            if (depth == 0) {
                return random.nextInt(4) == 0
                        ? one(List.of("true", "false"))
                        : "flagTrait('f%s')".formatted(one(List.of("a", "b", "c")));
            }
            Kind kind = one(List.of(Kind.NUMBER, Kind.TEXT, Kind.TRUTH));
            return switch (random.nextInt(9)) {
                case 0 -> "!%s".formatted(truth(depth - 1));
                case 1 -> "hasData(%s)".formatted(write(kind, depth - 1));
                case 2 -> choice(Kind.TRUTH, depth);
                case 3 ->
                        "(%s %s %s)"
                                .formatted(
                                        write(kind, depth - 1),
                                        one(List.of("==", "!=")),
                                        write(kind, depth - 1));
                case 4 ->
                        "(%s in [%s])"
                                .formatted(
                                        kind == Kind.TEXT ? text(depth - 1) : number(depth - 1),
                                        kind == Kind.TEXT ? "'pro', 'free'" : "0, 1, 0.3");
                case 5 ->
                        "%s.%s(%s)".formatted(text(depth - 1), one(Names.METHODS), text(depth - 1));
                case 6 ->
                        "(%s %s %s)"
                                .formatted(
                                        number(depth - 1),
                                        one(List.of("<", "<=", ">", ">=")),
                                        number(depth - 1));
                default ->
                        "(%s %s %s)"
                                .formatted(
                                        truth(depth - 1),
                                        one(List.of("&&", "||")),
                                        truth(depth - 1));
            };
        }

        private String choice(Kind kind, int depth) {
            return "(%s ? %s : %s)"
                    .formatted(truth(depth - 1), write(kind, depth - 1), write(kind, depth - 1));
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}

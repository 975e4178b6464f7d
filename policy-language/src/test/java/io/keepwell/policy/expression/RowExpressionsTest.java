package io.keepwell.policy.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowExpressionsTest {

    private static final RowNames NAMES =
            RowNames.ofColumns(
                    List.of("id", "plan", "seats", "price", "begun", "none", "blank"),
                    Map.of("contracts", new RowNames.Table(Set.of("account"), Set.of("arr"))));

    /** One row, in which {@code none} and {@code blank} hold nothing. */
    private static final Row ROW =
            new OneRow(List.of("a-1", "Pro", "12", "1,5", "2026-11-03", "", " "));

    private record OneRow(List<String> cells) implements Row {
        @Override
        public String cell(int column) {
            return cells.get(column);
        }

        @Override
        public Optional<Instant> time(String text) {
            try {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        @Override
        public String day(Instant time) {
            return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
        }

        @Override
        public Instant now() {
            return Instant.parse("2026-11-22T10:00:00Z");
        }

        @Override
        public String hash() {
            return "ff00";
        }

        @Override
        public Optional<String> lookup(String table, String key, String value) {
            return key.equals("a-1") ? Optional.of("acme") : Optional.empty();
        }

        @Override
        public OptionalDouble sum(String table, String key, String sum) {
            return key.equals("a-1") ? OptionalDouble.of(700) : OptionalDouble.empty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    plan § Text[value=Pro]
                    none § NoData[]
                    blank § NoData[]
                    'in full' § Text[value=in full]
                    5 § Numeric[value=5.0]
                    number(seats) § Numeric[value=12.0]
                    number(seats) / 0 § NoData[]
                    number(none) § NoData[]
                    number(none) + 1 § NoData[]
                    number(plan) § Failed[reason='Pro' is no number such as 1234.5]
                    number(price) § Failed[reason='1,5' is no number such as 1234.5]
                    number(replace(price, ',', '.')) * 2 § Numeric[value=3.0]
                    replace(plan, 'Pro', '') § NoData[]
                    lower(plan) + '/' + id § Text[value=pro/a-1]
                    plan + none § NoData[]
                    text(number(seats) / 5) § Text[value=2.4]
                    text(1200) § Text[value=1200]
                    trim('  x ') § Text[value=x]
                    orElse(none, 'instead') § Text[value=instead]
                    orElse(plan, 'instead') § Text[value=Pro]
                    hasData(none) § Truth[holds=false]
                    hasData(plan) § Truth[holds=true]
                    plan == 'Pro' § Truth[holds=true]
                    none != 'Pro' § NoData[]
                    none != 'Pro' || true § Truth[holds=true]
                    none != 'Pro' && false § Truth[holds=false]
                    !(plan == 'Pro') § Truth[holds=false]
                    plan in ['Basic', 'Pro'] § Truth[holds=true]
                    number(seats) in [1, 2] § Truth[holds=false]
                    plan.startsWith('P') && plan.endsWith('o') && plan.contains('r') § Truth[holds=true]
                    number(seats) > 11 ? 'many' : 'few' § Text[value=many]
                    -number(seats) § Numeric[value=-12.0]
                    date(begun) § Time[value=2026-11-03T00:00:00Z]
                    date(plan) § Failed[reason='Pro' is no date in any of the mapping's formats]
                    date(none) § NoData[]
                    hoursBetween(date(begun), plusMinutes(date(begun), 90)) § Numeric[value=1.5]
                    day(plusDays(date(begun), 30)) § Text[value=2026-12-03]
                    plusMinutes(date(begun), 90) § Time[value=2026-11-03T01:30:00Z]
                    plusDays(date(begun), 1000000) § Failed[reason=a time is more than a hundred years off]
                    date(begun) < now() § Truth[holds=true]
                    lookup('contracts', id, 'account') § Text[value=acme]
                    lookup('contracts', plan, 'account') § NoData[]
                    sum('contracts', id, 'arr') § Numeric[value=700.0]
                    orElse(sum('contracts', plan, 'arr'), 0) § Numeric[value=0.0]
                    rowHash() § Text[value=ff00]
                    """)
    void shouldComeToWhatTheRowHolds(String source, String answer) {
        // Given
        RowExpression expression =
                switch (new RowExpressions(NAMES).compile(source)) {
                    case RowCompiled.Accepted(var accepted) -> accepted;
                    case RowCompiled.Refused(var problems) ->
                            throw new AssertionError("refused: " + problems);
                };

        // When
        RowAnswer answered = expression.evaluate(ROW);

        // Then
        assertThat(answered).hasToString(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            textBlock =
                    """
                    paln § 1:1: there is no column 'paln'. Did you mean 'plan'?
                    Basic § 1:1: there is no column 'Basic'. List it under 'columns'; put texts in quotes: 'Basic'.
                    number § 1:1: 'number' is a function. Write number(seats).
                    nubmer(seats) § 1:1: there is no function 'nubmer' over rows. Did you mean number(seats)?
                    number() § 1:1: number takes a text. Write number(seats).
                    number(5) § 1:1: number takes a text. Write number(seats).
                    day(begun) § 1:1: day takes a time. Write day(date(signup_date)).
                    now(1) § 1:1: now takes nothing. Write now().
                    seats > 5 § 1:7: '>' cannot stand between a text and a number. Read texts with number(…) or date(…) before.
                    seats + 5 § 1:7: '+' cannot stand between a text and a number. Read numbers with number(…), write them out with text(…), and count on from a time with plusDays(…, 1) or plusMinutes(…, 1).
                    seats == 5 § 1:7: '==' cannot stand between a text and a number. Compare two of one kind: cells are texts, which stand in quotes.
                    plan == '' § 1:9: a text is empty. An empty cell is no data: ask hasData(…), or say orElse(…, 'none').
                    plan == null § 1:9: 'null' is not part of the language. Ask hasData(…) whether something is in a cell, or say orElse(…, 'none') what stands for it.
                    plan && true § 1:6: '&&' cannot stand between a text and a condition. Compare each, for example with == 'yes'.
                    plan ? 1 : 2 § 1:6: '?' takes a condition, not a text. Compare it, for example with == 'yes'.
                    true ? 1 : plan § 1:6: '?' chooses between a number and a text. Let both be of one kind.
                    plan in id § 1:6: 'in' takes a list of texts or numbers that are written out. Write plan in ['Pro', 'Basic'].
                    orElse(plan, 0) § 1:1: orElse takes two of one kind. Write orElse(reason, 'none').
                    replace(price, ',', plan) § 1:1: replace takes a text, and two that are written out. Write replace(price, ',', '.').
                    lookup('contract', id, 'account') § 1:8: there is no lookup 'contract'. Did you mean 'contracts'?
                    lookup('contracts', id, 'acount') § 1:25: lookup 'contracts' has no value 'acount'. Did you mean 'account'?
                    sum('contracts', id, 'account') § 1:22: lookup 'contracts' has no sum 'account'. Write one of 'arr'.
                    lookup(plan, id, 'account') § 1:1: lookup takes a lookup in quotes, a text to look for, and a name in quotes. Write lookup('subscriptions', subscription_id, 'account').
                    plan.size() § 1:6: there is no function 'size' over rows. The functions are date, day, hasData, hoursBetween, lookup, lower, now, number, orElse, plusDays, plusMinutes, replace, rowHash, sum, text, trim.
                    a.plan § 1:1: a '.' stands where none can. Write the columns alone; declare one with another name where its heading has a '.'.
                    plan == 'Pro § 1:9: a text is never closed. End it with the ' that it began with.
                    """)
    void shouldNameThePlaceAndTheCure(String source, String problem) {
        // When
        RowCompiled compiled = new RowExpressions(NAMES).compile(source);

        // Then
        assertThat(compiled)
                .isInstanceOfSatisfying(
                        RowCompiled.Refused.class,
                        refused ->
                                assertThat(refused.problems())
                                        .extracting(ExpressionProblem::toString)
                                        .containsExactly(problem));
    }

    @Test
    void shouldRefuseAnotherKindThanIsWanted() {
        // When
        RowCompiled compiled = new RowExpressions(NAMES).compile("seats", RowKind.NUMBER);

        // Then
        assertThat(compiled)
                .isEqualTo(
                        new RowCompiled.Refused(
                                List.of(
                                        new ExpressionProblem(
                                                1,
                                                1,
                                                "the expression is a text, but a number is wanted",
                                                "Read a text with number(…)."))));
    }
}

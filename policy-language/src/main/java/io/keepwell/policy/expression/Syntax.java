package io.keepwell.policy.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.util.Comparator;
import java.util.Map;

/** CEL's parser without any macro, with its complaints in words for people. */
final class Syntax {

    static final CelOptions OPTIONS =
            CelOptions.current()
                    // The planner insists; all numbers that get there are doubles.
                    .enableHeterogeneousNumericComparisons(true)
                    .maxExpressionCodePointSize(ExpressionLimits.LENGTH_MAX)
                    .maxParseRecursionDepth(2 * ExpressionLimits.DEPTH_MAX)
                    .maxParseExpressionNodeCount(ExpressionLimits.NODES_MAX)
                    // One mistake is told at a time: those after the first come from the guesses
                    // by which the parser goes on.
                    .maxParseErrorRecoveryLimit(1)
                    .build();

    private static final CelParser PARSER =
            CelParserFactory.standardCelParserBuilder().setOptions(OPTIONS).build();

    private static final String RESERVED = "reserved identifier: ";

    private Syntax() {}

    /** What came of parsing. */
    sealed interface Parsed {
        record Tree(CelExpr root, Map<Long, Integer> offsets) implements Parsed {}

        record Wrong(ExpressionProblem problem) implements Parsed {}
    }

    static Parsed parse(SourceText source) {
        CelValidationResult result = PARSER.parse(source.text());
        if (result.hasError()) {
            return new Parsed.Wrong(
                    result.getErrors().stream()
                            .min(
                                    Comparator.comparingInt((CelIssue issue) ->
                                                    issue.getSourceLocation().getLine())
                                            .thenComparingInt(
                                                    issue -> issue.getSourceLocation().getColumn()))
                            .map(issue -> reworded(source, issue))
                            .orElseThrow());
        }
        try {
            var tree = result.getAst();
            return new Parsed.Tree(tree.getExpr(), tree.getSource().getPositionsMap());
        } catch (CelValidationException e) {
            throw new IllegalStateException("parsed without an error and yet not parsed", e);
        }
    }

    private static ExpressionProblem reworded(SourceText source, CelIssue issue) {
        String said = issue.getMessage();
        var place = issue.getSourceLocation();
        int offset = source.offset(Math.max(1, place.getLine()), Math.max(0, place.getColumn()));
        if (said.contains("recursion limit")) {
            Spelling.Finding finding = Spelling.tooDeep();
            return source.problem(source.begin(), finding.message(), finding.cure());
        }
        if (said.contains("exceed")) {
            return source.problem(
                    source.begin(),
                    "the expression has more than %d parts".formatted(ExpressionLimits.NODES_MAX),
                    "Split it.");
        }
        if (said.startsWith(RESERVED)) {
            return source.problem(
                    offset,
                    "'%s' is not a word here".formatted(said.substring(RESERVED.length())),
                    "Put texts in quotes; choose between values with condition ? one : other.");
        }
        if (said.startsWith("For input string")) {
            return source.problem(
                    offset,
                    "a number cannot be read",
                    "Write at most 15 digits, such as 100000 or 0.25.");
        }
        if (offset >= source.end()) {
            return source.problem(
                    source.end(),
                    "the expression ends too early",
                    "Complete it: a value is missing after the last sign.");
        }
        return source.problem(
                offset,
                "'%s' is not expected here".formatted(source.token(offset)),
                "Look at what stands before it: an operator, a comma or a quote may be missing.");
    }
}

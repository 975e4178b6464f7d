package io.keepwell.policy.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * A first look at the characters of an expression. It finds the mistakes that the parser can only
 * be puzzled by, and whatever nests too deep for it.
 */
final class Spelling {

    private static final Map<String, String> WORDS =
            Map.of("and", "&&", "or", "||", "not", "!", "AND", "&&", "OR", "||", "NOT", "!");

    private final SourceText source;
    private final Deque<Integer> open = new ArrayDeque<>();
    private int at;

    private Spelling(SourceText source) {
        this.source = source;
    }

    static Optional<ExpressionProblem> problem(SourceText source) {
        return new Spelling(source).look();
    }

    private Optional<ExpressionProblem> look() {
        while (at < source.length()) {
            int point = source.at(at);
            Optional<ExpressionProblem> problem =
                    SourceText.isWordPart(point)
                            ? word()
                            : point == '\'' || point == '"' ? text(point) : sign(point);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return open.isEmpty() ? Optional.empty() : problem(open.peek(), unclosed(open.peek()));
    }

    private Optional<ExpressionProblem> word() {
        int begin = at;
        String word = source.token(begin);
        at += word.codePointCount(0, word.length());
        String instead = WORDS.get(word);
        if (instead == null) {
            return Optional.empty();
        }
        return problem(
                begin, new Finding("'%s' is not a word here".formatted(word), write(instead)));
    }

    private Optional<ExpressionProblem> text(int quote) {
        int begin = at;
        for (at++; at < source.length() && source.at(at) != '\n'; at++) {
            if (source.at(at) == quote) {
                at++;
                return Optional.empty();
            }
            if (source.at(at) == '\\') {
                return problem(
                        at, new Finding("a text holds a '\\'", "Leave it out; no name needs one."));
            }
        }
        return problem(
                begin,
                new Finding(
                        "a text is never closed",
                        "End it with the %s that it began with."
                                .formatted(quote == '"' ? "\"" : "'")));
    }

    private Optional<ExpressionProblem> sign(int point) {
        int begin = at++;
        return switch (point) {
            case ' ', '\t', '\n', '\r' -> Optional.empty();
            case '+', '-', '*', '.', ',', '?', ':' -> Optional.empty();
            case '/' -> {
                if (next('/')) {
                    yield problem(
                            begin,
                            new Finding(
                                    "an expression holds no comments",
                                    "Write the comment above it, after a '#' of the file."));
                }
                yield Optional.empty();
            }
            case '(', '[', '{' -> opened(begin);
            case ')', ']', '}' -> closed(begin, point);
            case '<', '>', '!' -> compared(begin, point);
            case '=', '&', '|' -> doubled(begin, point);
            case '%' ->
                    problem(
                            begin,
                            new Finding(
                                    "'%' is not part of the language",
                                    "Write a percentage as a share: 0.30 for 30 %."));
            case '\u2018', '\u2019', '\u201c', '\u201d', '`', '\u00b4' ->
                    problem(
                            begin,
                            new Finding(
                                    "a quotation mark is not a straight one",
                                    "Write texts between two ' or two \"."));
            default ->
                    problem(
                            begin,
                            new Finding(
                                    "%s is not part of the language".formatted(shown(point)),
                                    "Leave it out."));
        };
    }

    private Optional<ExpressionProblem> compared(int begin, int point) {
        if (next('=')) {
            at++;
        } else if (point == '<' && next('>')) {
            return problem(begin, new Finding("'<>' is not part of the language", write("!=")));
        }
        return Optional.empty();
    }

    private Optional<ExpressionProblem> doubled(int begin, int point) {
        if (next(point)) {
            at++;
            return Optional.empty();
        }
        if (point == '=' && (next('<') || next('>'))) {
            String turned = source.slice(at, at + 1) + "=";
            return problem(
                    begin,
                    new Finding(
                            "'=%s' is not part of the language".formatted(source.slice(at, at + 1)),
                            write(turned)));
        }
        String sign = Character.toString(point);
        return problem(
                begin,
                new Finding("a single '%s' means nothing".formatted(sign), write(sign + sign)));
    }

    private Optional<ExpressionProblem> opened(int begin) {
        open.push(begin);
        return open.size() <= ExpressionLimits.DEPTH_MAX
                ? Optional.empty()
                : problem(begin, tooDeep());
    }

    private Optional<ExpressionProblem> closed(int begin, int point) {
        int partner = point == ')' ? '(' : point == ']' ? '[' : '{';
        if (open.isEmpty()) {
            return problem(
                    begin,
                    new Finding(
                            "'%s' closes nothing".formatted(Character.toString(point)),
                            "Take it out, or write the '%s' that it belongs to."
                                    .formatted(Character.toString(partner))));
        }
        int opened = open.pop();
        return source.at(opened) == partner ? Optional.empty() : problem(opened, unclosed(opened));
    }

    private Finding unclosed(int opened) {
        int point = source.at(opened);
        return new Finding(
                "'%s' is never closed".formatted(Character.toString(point)),
                "Write '%s' where it ends."
                        .formatted(point == '(' ? ")" : point == '[' ? "]" : "}"));
    }

    static Finding tooDeep() {
        return new Finding(
                "the expression nests too deep",
                "Split it: at most %d parentheses may stand within each other, and about 60 operators in a row."
                        .formatted(ExpressionLimits.DEPTH_MAX));
    }

    private boolean next(int point) {
        return at < source.length() && source.at(at) == point;
    }

    private Optional<ExpressionProblem> problem(int offset, Finding finding) {
        return Optional.of(source.problem(offset, finding.message(), finding.cure()));
    }

    private static String write(String instead) {
        return "Write '%s'.".formatted(instead);
    }

    private static String shown(int point) {
        boolean visible = (point > ' ' && point < 0x7f) || Character.isLetter(point);
        return visible
                ? "'%s'".formatted(Character.toString(point))
                : "the character U+%04X".formatted(point);
    }

    /** What is wrong, and the cure. */
    record Finding(String message, String cure) {}
}

package io.keepwell.policy.expression;

/** An expression's text, and where in it things are. Offsets count code points, as CEL does. */
final class SourceText {

    private final String text;
    private final int[] points;

    SourceText(String text) {
        this.text = text;
        this.points = text.codePoints().toArray();
    }

    String text() {
        return text;
    }

    int length() {
        return points.length;
    }

    int at(int offset) {
        return points[offset];
    }

    ExpressionProblem problem(int offset, String message, String cure) {
        int within = Math.max(0, Math.min(offset, points.length));
        int line = 1;
        int column = 1;
        for (int at = 0; at < within; at++) {
            boolean ends = points[at] == '\n';
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        return new ExpressionProblem(line, column, message, cure);
    }

    /** The offset of a line, from 1, and a column, from 0. */
    int offset(int line, int column) {
        int at = 0;
        for (int left = line - 1; left > 0 && at < points.length; at++) {
            left -= points[at] == '\n' ? 1 : 0;
        }
        return Math.min(at + column, points.length);
    }

    /** Where the first thing stands that is no space. */
    int begin() {
        int at = 0;
        while (at < points.length && Character.isWhitespace(points[at])) {
            at++;
        }
        return at;
    }

    /** Where the last thing ends that is no space. */
    int end() {
        int at = points.length;
        while (at > 0 && Character.isWhitespace(points[at - 1])) {
            at--;
        }
        return at;
    }

    /** Where the name begins that stands before an opening parenthesis. */
    int nameBefore(int parenthesis) {
        int at = parenthesis;
        while (at > 0 && Character.isWhitespace(points[at - 1])) {
            at--;
        }
        while (at > 0 && isWordPart(points[at - 1])) {
            at--;
        }
        return at;
    }

    /** The word or sign that stands at a place. */
    String token(int offset) {
        int end = offset;
        while (end < points.length && isWordPart(points[end])) {
            end++;
        }
        return slice(offset, Math.min(points.length, Math.max(end, offset + 1)));
    }

    /**
     * What stands between the parentheses of the call whose name begins at a place, on one line and
     * without the spaces that do not matter: two people who mean the same write the same.
     */
    String within(int offset) {
        int at = offset;
        while (points[at] != '(') {
            at++;
        }
        var text = new StringBuilder();
        int depth = 0;
        int quote = 0;
        boolean isSpaced = false;
        for (at++; quote != 0 || depth > 0 || points[at] != ')'; at++) {
            int point = points[at];
            if (quote == 0 && Character.isWhitespace(point)) {
                isSpaced = true;
                continue;
            }
            boolean isBetweenWords =
                    isSpaced
                            && isWordPart(point)
                            && !text.isEmpty()
                            && isWordPart(text.codePointBefore(text.length()));
            boolean isAfterComma =
                    quote == 0 && text.length() > 0 && text.charAt(text.length() - 1) == ',';
            text.append(isBetweenWords || isAfterComma ? " " : "").appendCodePoint(point);
            isSpaced = false;
            if (quote != 0) {
                quote = point == quote ? 0 : quote;
            } else if (point == '\'' || point == '"') {
                quote = point;
            } else {
                depth += "([{".indexOf(point) >= 0 ? 1 : ")]}".indexOf(point) >= 0 ? -1 : 0;
            }
        }
        return text.toString();
    }

    String slice(int from, int to) {
        return new String(points, from, to - from);
    }

    static boolean isWordPart(int point) {
        return Character.isLetterOrDigit(point) || point == '_';
    }
}

package io.keepwell.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says what the YAML parser found in words that help who wrote the file. */
final class YamlErrors {

    /** A part of the parser's message, and what mostly lies behind it. */
    private record Known(String part, Place place, String message, String cure) {}

    /** Of the two places that the parser names, the one to look at. */
    private enum Place {
        WHERE_IT_BEGAN,
        WHERE_IT_FAILED
    }

    private static final List<Known> KNOWN =
            List.of(
                    new Known(
                            "expected '<document start>'",
                            Place.WHERE_IT_FAILED,
                            "something stands outside of the document's one mapping",
                            "Remove it, '%' lines too; separate documents by '---'."),
                    new Known(
                            "mapping values are not allowed here",
                            Place.WHERE_IT_FAILED,
                            "a ':' stands where none can be",
                            "Quote the value if the ':' belongs to it, or check the indentation."),
                    new Known(
                            "expected <block end>",
                            Place.WHERE_IT_FAILED,
                            "this line does not line up with the lines above",
                            "Indent it like the other lines of its list or mapping."),
                    new Known(
                            "could not find expected ':'",
                            Place.WHERE_IT_FAILED,
                            "a key has no ':'",
                            "Write 'key: value', or check the indentation."),
                    new Known(
                            "while scanning a quoted scalar",
                            Place.WHERE_IT_BEGAN,
                            "a quoted text does not end",
                            "Close the quote that was opened, or quote the whole value."),
                    new Known(
                            "while scanning a double-quoted scalar",
                            Place.WHERE_IT_FAILED,
                            "a quoted text has a '\\' that means nothing",
                            "Double the '\\', or quote the text with single quotes."),
                    new Known(
                            "cannot start any token",
                            Place.WHERE_IT_FAILED,
                            "this character cannot begin a value",
                            "Quote the value."),
                    new Known(
                            "expected ',' or",
                            Place.WHERE_IT_BEGAN,
                            "a list or mapping in brackets does not end",
                            "Close the bracket, and put commas between the entries."));

    private static final String CURE_ANY = "Check the indentation, the colons and the quotes here.";

    private YamlErrors() {}

    /** The line that the parser stumbled over, counted from 0. */
    static int line(MarkedYamlEngineException error) {
        return mark(error).map(Mark::getLine).orElse(0);
    }

    static void report(MarkedYamlEngineException error, Problems problems) {
        String said = said(error);
        Known known =
                KNOWN.stream()
                        .filter(each -> said.contains(each.part()))
                        .findFirst()
                        .orElse(
                                new Known(
                                        "",
                                        Place.WHERE_IT_FAILED,
                                        "this is not YAML: " + said,
                                        CURE_ANY));
        Optional<Mark> mark =
                switch (known.place()) {
                    case WHERE_IT_BEGAN -> error.getContextMark().or(error::getProblemMark);
                    case WHERE_IT_FAILED -> mark(error);
                };
        problems.add(
                mark.map(Mark::getLine).orElse(0),
                mark.map(Mark::getColumn).orElse(0),
                known.message(),
                known.cure());
    }

    static void reportWithoutPlace(YamlEngineException error, Problems problems) {
        problems.add(0, 0, "this is not YAML: " + error.getMessage(), CURE_ANY);
    }

    private static String said(MarkedYamlEngineException error) {
        // The parser leaves either out at times, whatever its signature says.
        String context = String.valueOf(error.getContext());
        String problem = String.valueOf(error.getProblem());
        return "null".equals(context)
                ? problem.strip()
                : (context + ", " + problem).strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<Mark> mark(MarkedYamlEngineException error) {
        return error.getProblemMark().or(error::getContextMark);
    }
}

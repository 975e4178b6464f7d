package io.keepwell.policy.reading;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of a document, and where it stands. */
sealed interface Yaml {

    Place place();

    /** What it is, for a message: this is … */
    String words();

    /**
     * A single value.
     *
     * @param text what it says, without quotes
     * @param tag what YAML takes it for
     * @param width how many columns it takes, or 0 when it goes over several lines
     */
    record Scalar(Place place, String text, Tag tag, ScalarStyle style, int width) implements Yaml {

        boolean isText() {
            return tag.equals(Tag.STR);
        }

        boolean isNumber() {
            return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
        }

        /**
         * Where a part of the text stands. What cannot be said, for a text that is folded or
         * escaped, is where the whole begins.
         *
         * @param offset of the part within the text, in characters as people count them
         */
        Place inside(int offset) {
            int length = text.codePointCount(0, text.length());
            if (width == 0 || offset > length) {
                return place;
            }
            return switch (style) {
                case PLAIN -> width == length ? place.right(offset) : place;
                case DOUBLE_QUOTED -> width == length + 2 ? place.right(1 + offset) : place;
                case SINGLE_QUOTED -> place.right(1 + offset + quotesBefore(offset));
                case FOLDED, LITERAL, JSON_SCALAR_STYLE -> place;
            };
        }

        /** Within single quotes, a single quote is written twice. */
        private int quotesBefore(int offset) {
            return (int) text.codePoints().limit(offset).filter(point -> point == '\'').count();
        }

        @Override
        public String words() {
            if (tag.equals(Tag.NULL)) {
                return "empty";
            }
            if (tag.equals(Tag.BOOL)) {
                return "true or false";
            }
            return isText() ? "text" : "a number";
        }
    }

    /** A list. */
    record Sequence(Place place, List<Yaml> items) implements Yaml {
        /** Copies the list. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String words() {
            return "a list";
        }
    }

    /**
     * Keys and values.
     *
     * @param entries in the order in which they are written
     */
    record Mapping(Place place, Map<String, Entry> entries) implements Yaml {
        /** Copies the entries, in order. */
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String words() {
            return "a mapping";
        }
    }

    /**
     * A value under a key.
     *
     * @param key where the key stands
     */
    record Entry(Place key, Yaml value) {}
}

package io.keepwell.policy.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a sender signs: text, and placeholders in braces for what differs from request to request.
 */
public final class MessageTemplate {

    private static final String HEADER = "header:";

    private final String text;
    private final List<Part> parts;

    private MessageTemplate(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    /** What is put in from the request or the secret. */
    public enum Placeholder {
        /** The timestamp, as it was sent. */
        TIMESTAMP("timestamp"),
        /** The body, byte by byte. */
        BODY("body"),
        /** The HTTP method. */
        METHOD("method"),
        /** The whole URL as it was called. */
        URL("url"),
        /** The whole URL, decoded as HubSpot does. */
        URL_DECODED("url-decoded"),
        /** The secret, for {@link SignatureAlgorithm#SHA256}. */
        SECRET("secret");

        private final String word;

        Placeholder(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return "{" + word + "}";
        }
    }

    /** A part of a message. */
    public sealed interface Part {

        /**
         * The same in each message.
         *
         * @param text one character or more
         */
        record Literal(String text) implements Part {}

        /**
         * What the request or the secret says.
         *
         * @param placeholder which of it
         */
        record Value(Placeholder placeholder) implements Part {}

        /**
         * The value of a header.
         *
         * @param name the header's
         */
        record Header(String name) implements Part {}
    }

    /**
     * Reads a template.
     *
     * @param text such as <code>{timestamp}.{body}</code>
     * @return the template
     * @throws IllegalArgumentException in words for who wrote it, when a placeholder does not
     *     exist, a brace has no other, or the body is not in it
     */
    public static MessageTemplate parse(String text) {
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int literalEnd = open < 0 ? text.length() : open;
            if (at < literalEnd) {
                parts.add(literal(text.substring(at, literalEnd)));
            }
            at = literalEnd;
            if (open >= 0) {
                int close = text.indexOf('}', open);
                if (close < 0) {
                    throw new IllegalArgumentException(
                            "the message has a { without a } behind it: '%s'"
                                    .formatted(text.substring(open)));
                }
                parts.add(placed(text.substring(open + 1, close)));
                at = close + 1;
            }
        }
        var template = new MessageTemplate(text, parts);
        if (!template.has(Placeholder.BODY)) {
            throw new IllegalArgumentException(
                    "the message must hold {body}, or anybody could change what is sent");
        }
        return template;
    }

    /**
     * Its parts.
     *
     * @return one or more, in order
     */
    public List<Part> parts() {
        return parts;
    }

    /**
     * Whether it has a placeholder.
     *
     * @param placeholder which
     * @return true if it is there once or more
     */
    public boolean has(Placeholder placeholder) {
        return parts.contains(new Part.Value(placeholder));
    }

    /**
     * The headers whose values it holds.
     *
     * @return names in order, as they are written in it
     */
    public List<String> headers() {
        return parts.stream()
                .filter(Part.Header.class::isInstance)
                .map(part -> ((Part.Header) part).name())
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageTemplate that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    private static Part literal(String text) {
        if (text.indexOf('}') >= 0) {
            throw new IllegalArgumentException(
                    "the message has a } without a { before it: '%s'".formatted(text));
        }
        return new Part.Literal(text);
    }

    private static Part placed(String word) {
        if (word.startsWith(HEADER)) {
            String name = word.substring(HEADER.length());
            SchemeNames.checkHeader("what stands behind {header:", name);
            return new Part.Header(name);
        }
        return Arrays.stream(Placeholder.values())
                .filter(placeholder -> placeholder.word.equals(word))
                .findAny()
                .map(Part.Value::new)
                .orElseThrow(() -> unknown(word));
    }

    private static IllegalArgumentException unknown(String word) {
        String known =
                Arrays.stream(Placeholder.values())
                        .map(Placeholder::toString)
                        .collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                "the message has {%s}, which does not exist; there are %s and {header:NAME}"
                        .formatted(word, known));
    }
}

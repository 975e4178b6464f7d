package io.keepwell.policy.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * JSON Schemas (2020-12) of the documents that people write, by which editors complete, explain and
 * check them. They know structure alone: that a name is known, an expression right and a band at
 * its place, {@code ./keepwell policy lint} says.
 */
public final class PolicySchemas {

    /** The schema of a document of any kind: it chooses by {@code kind}. */
    public static final String ANY = "Policy";

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final List<String> KINDS =
            List.of(
                    "AlertRules",
                    "Bundle",
                    "Cadences",
                    "Capacity",
                    "Kpis",
                    "LifecycleSet",
                    "Mapping",
                    "Play",
                    "PolicyTests",
                    "Resolver",
                    "RiskScore",
                    "Scorecard",
                    "SegmentSet",
                    "Signals",
                    "Source",
                    "WebhookMapping");

    private static final String DEFINITIONS = read();

    private PolicySchemas() {}

    /**
     * The kinds of which there is a schema, {@link #ANY} not among them.
     *
     * @return in the order of their names
     */
    public static List<String> kinds() {
        return KINDS;
    }

    /**
     * A schema, complete in itself.
     *
     * @param kind a kind, or {@link #ANY}
     * @return its JSON, or empty when there is none of that kind
     */
    public static Optional<String> of(String kind) {
        if (kind.equals(ANY)) {
            return Optional.of(schema(ANY, choice()));
        }
        return KINDS.contains(kind)
                ? Optional.of(schema(kind, "  \"$ref\": \"#/$defs/%s\"".formatted(kind)))
                : Optional.empty();
    }

    private static String schema(String title, String what) {
        return """
        {
          "$schema": "%s",
          "title": "%s",
        %s,
          "$defs": %s
        }
        """
                .formatted(DIALECT, title, what, DEFINITIONS.strip().indent(2).strip());
    }

    private static String choice() {
        String kinds = KINDS.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
        String each =
                KINDS.stream()
                        .map(it ->
                                """
                                {
                                  "if": {"properties": {"kind": {"const": "%1$s"}}, "required": ["kind"]},
                                  "then": {"$ref": "#/$defs/%1$s"}
                                }\
                                """
                                        .formatted(it))
                        .collect(Collectors.joining(",\n"));
        return """
          "type": "object",
          "required": ["kind", "id"],
          "properties": {"kind": {"description": "What the document is.", "enum": [%s]}},
          "allOf": [
        %s
          ]\
        """
                .formatted(kinds, each);
    }

    private static String read() {
        String name = "/keepwell/policy-schemas/definitions.json";
        try (InputStream found =
                Objects.requireNonNull(PolicySchemas.class.getResourceAsStream(name), name)) {
            return new String(found.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.keepwell.model.catalogue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.keepwell.model.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue's file; a key that it does not know is an error, not a silence. */
final class CatalogueReader {

    private static final String FILE = "/keepwell/contract/event-catalogue.yaml";

    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private CatalogueReader() {}

    static EventCatalogue read() {
        try (var in = CatalogueReader.class.getResourceAsStream(FILE)) {
            var file = YAML.readValue(Objects.requireNonNull(in, FILE), CatalogueFile.class);
            return new EventCatalogue(
                    file.types().stream().map(CatalogueReader::type).toList(),
                    file.traits().stream().map(CatalogueReader::trait).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    private static EventSpec type(CatalogueFile.Type type) {
        var attributes = new LinkedHashMap<String, AttributeSpec>();
        orEmpty(type.attributes())
                .forEach((name, told) ->
                        attributes.put(
                                name,
                                new AttributeSpec(kind(told.is()), told.required(), told.means())));
        CatalogueFile.Value value = type.value();
        return new EventSpec(
                new EventType(type.type()),
                type.means(),
                type.actor() == null
                        ? null
                        : EventSpec.ActorKind.valueOf(type.actor().toUpperCase(Locale.ROOT)),
                value == null
                        ? null
                        : new ValueSpec(
                                value.unit(),
                                value.required(),
                                value.ifAbsent(),
                                value.min(),
                                value.max(),
                                value.percentOf(),
                                value.atMostWhole()),
                attributes,
                orEmpty(type.sets()),
                orEmpty(type.marks()),
                type.feeds());
    }

    private static TraitSpec trait(CatalogueFile.Trait trait) {
        return new TraitSpec(
                trait.trait(),
                kind(trait.is()),
                trait.means(),
                trait.toldBy() == null ? null : new EventType(trait.toldBy()));
    }

    private static AttributeKind kind(JsonNode is) {
        if (is.isArray()) {
            return new AttributeKind.OneOf(
                    StreamSupport.stream(is.spliterator(), false).map(JsonNode::asText).toList());
        }
        return switch (is.asText()) {
            case "text" -> AttributeKind.Text.ANY;
            case "name" -> AttributeKind.Text.NAME;
            case "number" -> new AttributeKind.Numeric();
            case "flag" -> new AttributeKind.Flag();
            case "date" -> new AttributeKind.Date();
            default ->
                    throw new IllegalArgumentException(
                            "an attribute is text, name, number, flag, date or a list, not '%s'"
                                    .formatted(is));
        };
    }

    private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }

    /** The file as it stands. */
    private record CatalogueFile(List<Type> types, List<Trait> traits) {

        private record Type(
                String type,
                String means,
                @Nullable String actor,
                @Nullable Value value,
                @Nullable Map<String, Attribute> attributes,
                @Nullable Map<String, String> sets,
                @Nullable Map<String, String> marks,
                List<String> feeds) {}

        private record Value(
                String unit,
                boolean required,
                @Nullable BigDecimal ifAbsent,
                @Nullable BigDecimal min,
                @Nullable BigDecimal max,
                @Nullable String percentOf,
                boolean atMostWhole) {}

        private record Attribute(JsonNode is, boolean required, String means) {}

        private record Trait(String trait, JsonNode is, String means, @Nullable String toldBy) {}
    }
}

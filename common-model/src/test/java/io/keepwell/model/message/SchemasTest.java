package io.keepwell.model.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.keepwell.model.AccountId;
import io.keepwell.model.ContractFiles;
import io.keepwell.model.EventType;
import io.keepwell.model.WireName;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.SourceName;
import io.keepwell.model.event.SubmittedEventV1;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published JSON Schemas say what the records say, and the samples obey them. */
class SchemasTest {

    private static final String BASE = "https://keepwell.io/schemas/";

    @ParameterizedTest
    @MethodSource("records")
    void shouldDescribeEachFieldOfItsRecord(String file, Class<?> record) {
        // Given
        JsonNode schema = ContractFiles.schema(file);

        // When
        List<String> fields =
                Arrays.stream(record.getRecordComponents()).map(SchemasTest::describe).toList();

        // Then
        assertThat(schema.get("$id").asText()).isEqualTo(BASE + file);
        assertThat(described(schema)).containsExactlyElementsOf(fields);
        assertThat(schema.get("properties"))
                .allSatisfy(field -> assertThat(field.path("description").asText()).endsWith("."));
    }

    @Test
    void shouldHaveASchemaOfEveryRecordAndOfNothingElse() {
        assertThat(ContractFiles.schemas().stream().map(Path::getFileName).map(Path::toString))
                .containsExactlyInAnyOrderElementsOf(recordsByFile().keySet());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldAcceptTheRecordedMessages(Path file) {
        assertThat(violations(Sample.of(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "accountId":"acme-1",           |
                    "type":"usage.feature-used"     | "type":"Feature Used"
                    "occurredAt":"2026-11-03T09:15:28Z" | "occurredAt":"03-11-2026"
                    "value":3                       | "value":"three"
                    "note":null                     | "note":["no","lists"]
                    "backfill":"bf-2026-11"         | "backfill":""
                    """)
    void shouldRefuseWhatTheRecordRefuses(String right, @Nullable String wrong) {
        // Given
        Sample recorded =
                Sample.of(
                        ContractFiles.root()
                                .resolve("samples/io.keepwell.customer-event.accepted.v1.json"));

        // When
        Sample broken =
                recorded.withValue(
                        recorded.value()
                                .replace(right.strip(), Objects.requireNonNullElse(wrong, "")));

        // Then
        assertThat(broken).isNotEqualTo(recorded);
        assertThat(violations(broken)).isNotEmpty();
        assertThat(readable(broken)).isFalse();
    }

    private static boolean readable(Sample sample) {
        try {
            MessageCodec.read(
                    sample.value().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    io.keepwell.model.event.CustomerEventV1.class);
            return true;
        } catch (UnreadableMessageException e) {
            return false;
        }
    }

    private static Set<ValidationMessage> violations(Sample sample) {
        MessageType type =
                MessageTypes.named(Objects.requireNonNull(sample.headers().get("ce_type")))
                        .orElseThrow();
        JsonSchemaFactory factory =
                JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V202012,
                        builder ->
                                builder.schemaMappers(mappers ->
                                        mappers.mapPrefix(
                                                BASE,
                                                ContractFiles.root()
                                                        .resolve("schemas")
                                                        .toUri()
                                                        .toString())));
        JsonSchema schema =
                factory.getSchema(
                        SchemaLocation.of(BASE + type.schema()),
                        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
        return schema.validate(sample.value(), InputFormat.JSON);
    }

    private static Stream<Path> samples() {
        return ContractFiles.samples().stream();
    }

    private static Stream<Object[]> records() {
        return recordsByFile().entrySet().stream()
                .map(entry -> new Object[] {entry.getKey(), entry.getValue()});
    }

    /** Every payload, and every record inside one that is not a mere value. */
    private static Map<String, Class<?>> recordsByFile() {
        var found = new HashMap<String, Class<?>>();
        var open = new ArrayDeque<Class<?>>();
        MessageTypes.ALL.forEach(type -> open.add(type.payload()));
        open.add(SubmittedEventV1.class);
        while (!open.isEmpty()) {
            Class<?> record = open.remove();
            if (found.put(fileOf(record), record) == null) {
                Arrays.stream(record.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .map(SchemasTest::element)
                        .filter(SchemasTest::isNested)
                        .forEach(open::add);
            }
        }
        return found;
    }

    private static String fileOf(Class<?> record) {
        return record.getSimpleName()
                        .replaceAll("(?<=[a-z])([A-Z][a-z])", "-$1")
                        .replaceAll("V(\\d+)$", ".v$1")
                        .toLowerCase(java.util.Locale.ROOT)
                + ".json";
    }

    private static boolean isNested(Class<?> type) {
        return type.isRecord()
                && !Set.of(AccountId.class, EventType.class, SourceName.class, Attributes.class)
                        .contains(type);
    }

    private static Class<?> element(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return (Class<?>) arguments[arguments.length - 1];
        }
        return (Class<?>) type;
    }

    /** A record's field in the words that {@link #described} uses of a schema's. */
    private static String describe(RecordComponent component) {
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        Type type = component.getGenericType();
        String kind = kindOf(element(type));
        if (type instanceof ParameterizedType generic) {
            kind = (generic.getRawType() == List.class ? "list of " : "map of ") + kind;
        }
        return component.getName() + (optional ? "?" : "") + ": " + kind;
    }

    private static String kindOf(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((WireName) constant).wireName())
                    .toList()
                    .toString();
        }
        if (isNested(type)) {
            return "-> " + fileOf(type);
        }
        return Objects.requireNonNull(
                Map.ofEntries(
                                Map.entry(String.class, "string"),
                                Map.entry(AccountId.class, "string"),
                                Map.entry(EventType.class, "string"),
                                Map.entry(SourceName.class, "string"),
                                Map.entry(UUID.class, "string uuid"),
                                Map.entry(Instant.class, "string date-time"),
                                Map.entry(LocalDate.class, "string date"),
                                Map.entry(Boolean.class, "boolean"),
                                Map.entry(BigDecimal.class, "number"),
                                Map.entry(int.class, "integer"),
                                Map.entry(Integer.class, "integer"),
                                Map.entry(long.class, "integer"),
                                Map.entry(Long.class, "integer"),
                                Map.entry(
                                        Attributes.class, "map of [string, number, boolean, null]"))
                        .get(type),
                type.getName());
    }

    private static List<String> described(JsonNode schema) {
        Set<String> required = Set.copyOf(texts(schema.get("required")));
        return schema.get("properties").properties().stream()
                .map(field ->
                        field.getKey()
                                + (required.contains(field.getKey()) ? "" : "?")
                                + ": "
                                + kindOf(field.getValue()))
                .toList();
    }

    private static String kindOf(JsonNode field) {
        if (field.has("enum")) {
            return texts(field.get("enum")).toString();
        }
        if (field.has("$ref")) {
            return "-> " + field.get("$ref").asText();
        }
        JsonNode type = field.get("type");
        if (type.isArray()) {
            return texts(type).toString();
        }
        return switch (type.asText()) {
            case "array" -> "list of " + kindOf(field.get("items"));
            case "object" -> "map of " + kindOf(field.get("additionalProperties"));
            default -> (type.asText() + " " + field.path("format").asText()).strip();
        };
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toList());
    }
}

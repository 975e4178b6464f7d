package io.keepwell.model.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.v1.CloudEventV1;
import io.keepwell.model.AccountId;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.CustomerEventV1;
import io.keepwell.model.event.SourceName;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageCodecTest {

    private static final String EVENT =
            """
            {"id":"e-1","source":"product","accountId":"acme","type":"usage.session-started",\
            "occurredAt":"2026-11-03T09:15:28Z","receivedAt":"2026-11-03T09:15:30Z",\
            "actorId":"u-1","value":1.5,"attributes":{"plan":"pro"}}\
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "accountId":"acme",  | | Missing required creator property 'accountId'
                    "accountId":"acme"   | "accountId":null | /accountId: Invalid `null` value
                    "accountId":"acme"   | "accountId":"" | /accountId: accountId must not be blank
                    "accountId":"acme"   | "accountId":7 | /accountId
                    "type":"usage.session-started" | "type":"login" | /type: type must be dotted
                    "source":"product"   | "source":"My Product" | /source: source must be
                    "2026-11-03T09:15:28Z" | "yesterday" | /occurredAt: Cannot deserialize value
                    "value":1.5          | "value":1E999999999 | value must lie between
                    "value":1.5          | "value":"1.5" | /value: Cannot coerce
                    "value":1.5          | "value":NaN | not JSON: Non-standard token 'NaN'
                    {"plan":"pro"}       | {"plan":{"a":1}} | /attributes/plan: an attribute must be
                    {"plan":"pro"}       | {"plan":"a","plan":"b"} | /attributes: Duplicate field 'plan'
                    {"plan":"pro"}}      | {"plan":"pro"}}} | Unexpected close marker
                    {"plan":"pro"}}      | {"plan":"pro"} | not JSON: Unexpected end-of-input
                    """)
    void shouldNameTheFieldThatCannotBeRead(String right, @Nullable String wrong, String expected) {
        // Given
        String broken = EVENT.replace(right, wrong == null ? "" : wrong);
        assertThat(broken).isNotEqualTo(EVENT);

        // When
        assertThatThrownBy(() -> read(broken))
                // Then
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void shouldRefuseATypeThatItDoesNotKnow() {
        var event =
                CloudEventBuilder.v1()
                        .withId("1")
                        .withSource(URI.create("/x"))
                        .withType("io.keepwell.thing.happened.v1")
                        .build();

        assertThatThrownBy(() -> MessageCodec.decode(event))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessage("no message type is named 'io.keepwell.thing.happened.v1'");
    }

    @Test
    void shouldRefuseARecordWithoutData() {
        var event =
                CloudEventBuilder.v1()
                        .withId("1")
                        .withSource(URI.create("/x"))
                        .withType(CustomerEventV1.TYPE)
                        .build();

        assertThatThrownBy(() -> MessageCodec.decode(event))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessage("io.keepwell.customer-event.accepted.v1 without data");
    }

    @Test
    void shouldWriteEveryCharacterAsPlainUtf8() throws Exception {
        CustomerEventV1 event = read(EVENT.replace("u-1", "Zoë 😀 客户"));

        String written =
                new String(
                        Objects.requireNonNull(MessageCodec.encode(event).getData()).toBytes(),
                        StandardCharsets.UTF_8);

        assertThat(written).contains("\"actorId\":\"Zoë 😀 客户\"");
    }

    @Test
    void shouldReadBackWhatItWrote() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int run = 0; run < 1_000; run++) {
            // Given
            CustomerEventV1 event = anEvent(random);

            // When
            var written = MessageCodec.encode(event);

            // Then
            assertThat(MessageCodec.decode(written))
                    .as("rerun with -Dseed=%d, run %d", seed, run)
                    .isEqualTo(event);
            assertThat(written.getAttributeNames())
                    .contains(CloudEventV1.ID, CloudEventV1.SOURCE, CloudEventV1.SUBJECT);
        }
    }

    private static CustomerEventV1 anEvent(RandomGenerator random) {
        Instant at = Instant.ofEpochMilli(random.nextLong(253_402_300_799_999L));
        return new CustomerEventV1(
                "e" + random.nextLong(),
                new SourceName("s" + random.nextInt(100)),
                new AccountId(text(random)),
                new EventType("t.t" + random.nextInt(100)),
                at,
                at.plusNanos(random.nextInt(1_000_000_000)),
                random.nextBoolean() ? null : text(random),
                random.nextBoolean() ? null : decimal(random),
                new Attributes(
                        Map.of(
                                text(random) + 1,
                                new AttributeValue.Text(text(random)),
                                text(random) + 2,
                                new AttributeValue.Numeric(decimal(random)),
                                text(random) + 3,
                                new AttributeValue.Flag(random.nextBoolean()),
                                text(random) + 4,
                                new AttributeValue.Nothing())),
                null);
    }

    private static BigDecimal decimal(RandomGenerator random) {
        return BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), random.nextInt(9));
    }

    private static String text(RandomGenerator random) {
        return random.ints(1 + random.nextInt(20), 0x21, 0xD7FF)
                .filter(c -> !Character.isISOControl(c) && !Character.isWhitespace(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .insert(0, 'x')
                .toString();
    }

    private static CustomerEventV1 read(String json) throws UnreadableMessageException {
        return MessageCodec.read(json.getBytes(StandardCharsets.UTF_8), CustomerEventV1.class);
    }
}

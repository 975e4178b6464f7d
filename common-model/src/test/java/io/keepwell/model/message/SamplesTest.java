package io.keepwell.model.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.keepwell.model.ContractFiles;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Today's code reads what every earlier release wrote, and writes the same bytes. */
class SamplesTest {

    private static final Pattern GAINED =
            Pattern.compile("(?<type>.+\\.v\\d+)\\.(?<field>[a-zA-Z]+)\\.json");

    @ParameterizedTest
    @MethodSource("samples")
    void shouldReadAndWriteARecordedMessageWithoutChangingAByte(Path file) throws Exception {
        // Given
        Sample recorded = Sample.of(file);

        // When
        Message message =
                MessageCodec.decode(KafkaMessageFactory.createReader(recorded.read()).toEvent());
        var written =
                KafkaMessageFactory.createWriter(
                                MessageTypes.of(message).topic().topicName(),
                                null,
                                null,
                                message.messageKey())
                        .writeBinary(MessageCodec.encode(message));

        // Then
        assertThat(Sample.of(written)).isEqualTo(recorded);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldIgnoreAFieldThatALaterReleaseAdds(Path file) throws Exception {
        // Given
        Sample recorded = Sample.of(file);
        Sample later =
                recorded.withValue(
                        recorded.value().replaceFirst("\\{", "{\"addedLater\":{\"deep\":[1]},"));

        // When
        Message message =
                MessageCodec.decode(KafkaMessageFactory.createReader(later.read()).toEvent());

        // Then
        assertThat(message)
                .isEqualTo(
                        MessageCodec.decode(
                                KafkaMessageFactory.createReader(recorded.read()).toEvent()));
    }

    @Test
    void shouldHaveASampleOfEveryMessageTypeAndOfNothingElse() {
        assertThat(
                        samples()
                                .map(SamplesTest::nameOf)
                                .filter(name -> !GAINED.matcher(name).matches()))
                .containsExactlyInAnyOrderElementsOf(
                        MessageTypes.ALL.stream().map(type -> type.name() + ".json").toList());
    }

    /** The first sample of a type stays; one of a field that came later is named by it. */
    @ParameterizedTest
    @MethodSource("samples")
    void shouldNameASampleByItsTypeAndTheFieldThatItIsOf(Path file) {
        Sample recorded = Sample.of(file);
        Matcher gained = GAINED.matcher(nameOf(file));
        String type =
                gained.matches() ? gained.group("type") : nameOf(file).replaceFirst("\\.json$", "");

        assertThat(recorded.headers()).containsEntry("ce_type", type);
        if (gained.matches()) {
            assertThat(ContractFiles.json(file).get("value").has(gained.group("field"))).isTrue();
        }
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }

    private static Stream<Path> samples() {
        return ContractFiles.samples().stream();
    }
}

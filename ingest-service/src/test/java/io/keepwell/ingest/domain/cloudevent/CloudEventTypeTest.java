package io.keepwell.ingest.domain.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventTypeTest {

    @ParameterizedTest
    @CsvSource({
        "usage.feature-used, usage.feature-used",
        "com.acme.usage.feature-used, usage.feature-used",
        "com.acme.usage.feature-used.v1, usage.feature-used",
        "com.acme.usage.feature-used.v1.x, com.acme.usage.feature-used.v1.x",
        "com.github.pull_request.opened, com.github.pull-request.opened",
        "com.example.someType, com.example.some-type",
        "Microsoft.Storage/BlobCreated, microsoft.storage-blob-created",
        "order, custom.order",
        "order.v2, order.v2",
    })
    void shouldSpeakTheCataloguesWordsWhereATypeEndsWithThem(String type, String ours) {
        assertThat(CloudEventType.of(type).value()).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"///", "...", "1.2"})
    void shouldSayWhatATypeMustBe(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CloudEventType.of(type))
                .withMessageContaining("type must be");
    }
}

package io.keepwell.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final Instant NOW = Instant.parse("2026-11-03T09:15:28Z");

    private final Values values = new Values(InstantSource.fixed(NOW));

    @Test
    void shouldFillInIdsAccountsAndTimes() {
        Template template = Template.single("<é {id} {account} {time} {other}>");

        assertThat(filled(template))
                .matches("<é 0000000000000001 acct-00\\d{3} 2026-11-03T09:15:28\\.000Z \\{other}>");
    }

    @Test
    void shouldGiveEachEventAnIdOfItsOwnThatStaysTheSameWithinIt() {
        // Given
        Template template = Template.batch("[{items}]", "{id}/{id}", 2);

        // When
        String first = filled(template);
        String second = filled(template);

        // Then
        assertThat(first)
                .isEqualTo("[0000000000000001/0000000000000001,0000000000000002/0000000000000002]");
        assertThat(second)
                .isEqualTo("[0000000000000003/0000000000000003,0000000000000004/0000000000000004]");
    }

    @Test
    void shouldBeAsLongAsItSaysAndCountItsEvents() {
        Template template = Template.batch("{\"records\":[{items}]}", "{\"é\":\"{time}\"}", 50);

        assertThat(template.events()).isEqualTo(50);
        assertThat(filled(template).getBytes(StandardCharsets.UTF_8)).hasSize(template.length());
    }

    @Test
    void shouldFillInBehindWhatStandsBeforeTheBody() {
        // Given
        Template template = Template.single("{id}");
        byte[] request = "head                ".getBytes(StandardCharsets.US_ASCII);

        // When
        template.fill(request, 4, values);

        // Then
        assertThat(new String(request, StandardCharsets.US_ASCII))
                .isEqualTo("head0000000000000001");
    }

    @Test
    void shouldRefuseABatchWithoutAPlaceForItsEvents() {
        assertThatThrownBy(() -> Template.batch("[]", "{id}", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{items}");
    }

    private String filled(Template template) {
        byte[] body = template.blank();
        template.fill(body, 0, values);
        return new String(body, StandardCharsets.UTF_8);
    }
}

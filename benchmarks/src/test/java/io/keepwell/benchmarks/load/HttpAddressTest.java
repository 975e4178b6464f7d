package io.keepwell.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpAddressTest {

    @Test
    void shouldWriteTheHeadOfARequest() {
        var address =
                new HttpAddress(
                        URI.create("http://localhost:8080/topics/a%20b?async=false"),
                        Map.of("Content-Type", "application/json"));

        assertThat(new String(address.head(12), StandardCharsets.US_ASCII))
                .isEqualTo(
                        """
                        POST /topics/a%20b?async=false HTTP/1.1\r
                        Host: localhost:8080\r
                        Content-Length: 12\r
                        Content-Type: application/json\r
                        \r
                        """);
    }

    @Test
    void shouldRefuseWhatIsNoAddressOfHttp() {
        assertThatThrownBy(() -> new HttpAddress(URI.create("localhost:8080"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("localhost:8080");
    }
}

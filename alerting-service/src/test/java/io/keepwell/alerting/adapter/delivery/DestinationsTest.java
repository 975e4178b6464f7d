package io.keepwell.alerting.adapter.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

    private final Destinations strict = new Destinations(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "fec0::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001:0::1",
                "2001:db8::1"
            })
    void shouldNotSendToAddressesThatAreNotPublic(String address) throws UnknownHostException {
        assertThat(Destinations.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "2606:4700::1111"})
    void shouldSendToAddressesThatArePublic(String address) throws UnknownHostException {
        assertThat(Destinations.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void shouldLookWhereANameLeads() {
        assertThatThrownBy(() -> strict.address(URI.create("https://localhost/hook")))
                .isInstanceOf(Destinations.ForbiddenException.class)
                .hasMessageNotContaining("hook");
        assertThatThrownBy(() -> strict.address(URI.create("https://[::1]/hook")))
                .isInstanceOf(Destinations.ForbiddenException.class);
        assertThatCode(() -> new Destinations(true).address(URI.create("http://localhost/hook")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/secret",
                "ftp://hooks.example.com/secret",
                "https://user:secret@hooks.example.com/",
                "https:///secret",
                "secret",
                "https://hooks.example.com/ secret"
            })
    void shouldRefuseWhatIsNoSecureAddressWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> strict.checked("alerting.slack.url", url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining("alerting.slack.url")
                .hasMessageNotContaining("secret");
    }
}

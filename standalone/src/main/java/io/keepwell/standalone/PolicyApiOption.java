package io.keepwell.standalone;

import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which service is asked for policies, and as whom. */
final class PolicyApiOption {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The scoring service. Default: that of ./keepwell up, or "
                            + PolicyApi.DEFAULT_URL)
    private @Nullable URI url;

    @Mixin private TokenOption token = new TokenOption();

    /** That service. */
    PolicyApi api(Home home, InstantSource clock) {
        return PolicyApi.of(url, home, token.value(url, home, clock));
    }
}

package io.keepwell.standalone;

import io.keepwell.policy.PolicyFile;
import io.keepwell.standalone.client.ServiceApi;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Speaks with a scoring service about policies. */
final class PolicyApi {

    static final String DEFAULT_URL = "http://localhost:8082";

    private static final String POLICIES = "/v1/policies";
    private static final ServiceApi.Cures CURES =
            new ServiceApi.Cures(
                    "start it with ./keepwell up, or name another with --url",
                    "ask with ./keepwell policy show what is in force",
                    "show one of its issuer's with --token or KEEPWELL_TOKEN");

    /** What the service reads of a request; it hangs up on a longer one. */
    private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

    private final ServiceApi scoring;

    /** Where the service is, without a path, and the token to show to it. */
    PolicyApi(URI service, Optional<String> token) {
        this.scoring = new ServiceApi(service, () -> token, CURES);
    }

    /** Of the deployment that runs in a home, or where one runs unless told otherwise. */
    static PolicyApi of(@Nullable URI named, Home home, Optional<String> token) {
        return new PolicyApi(
                Optional.ofNullable(named)
                        .orElseGet(() ->
                                URI.create(
                                        Deployment.running(home)
                                                .map(Deployment::scoring)
                                                .orElse(DEFAULT_URL))),
                token);
    }

    /** What is sent. */
    record Bundle(List<PolicyFile> files) {}

    /** A document by name. */
    record Document(String kind, String id, String version) {}

    /** What is in force. */
    record InForce(String version, Instant appliedAt, String appliedBy, List<Document> documents) {}

    /** A document that differs. */
    record Changed(String kind, String id, String change) {}

    /** What applying did, or would do. */
    record Applied(
            String version,
            @Nullable String previousVersion,
            List<Changed> changed,
            int unchanged,
            boolean dryRun) {}

    InForce inForce() {
        return scoring.get(POLICIES, Map.of(), InForce.class);
    }

    Applied apply(Bundle bundle, boolean dryRun) {
        String body = Json.of(bundle);
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > BODY_BYTES_MAX) {
            throw new ServiceApi.RefusedException(
                    "the files are %d bytes long, as they are sent, and must not be longer than %d"
                            .formatted(bytes, BODY_BYTES_MAX));
        }
        return scoring.put(
                POLICIES,
                Collections.singletonMap("dryRun", dryRun ? "true" : null),
                body,
                Applied.class);
    }
}

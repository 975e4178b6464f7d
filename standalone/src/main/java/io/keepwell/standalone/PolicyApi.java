package io.keepwell.standalone;

import io.keepwell.policy.PolicyDocument;
import io.keepwell.policy.PolicyFile;
import io.keepwell.standalone.client.ServiceApi;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
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
    private final String address;

    /** Where the service is, without a path, and the token to show to it. */
    PolicyApi(URI service, Optional<String> token) {
        this.scoring = new ServiceApi(service, () -> token, CURES);
        this.address = service.toString();
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

    /** That policies were put in force. */
    record Past(
            String version,
            @Nullable String previousVersion,
            Instant appliedAt,
            String appliedBy) {}

    /** What was put in force, the latest first. */
    record History(List<Past> items, @Nullable String next) {}

    /** A document that was applied once. */
    record StoredDocument(String kind, String id, String version, String text) {}

    /** Policies that were applied once. */
    record Stored(
            String version, Instant appliedAt, String appliedBy, List<StoredDocument> documents) {

        /** Its documents, each in a file that is named as it is. */
        List<PolicyDocument> asDocuments() {
            return documents.stream()
                    .map(it ->
                            new PolicyDocument(
                                    it.kind(), it.id(), it.text(), it.kind() + "/" + it.id(), 1))
                    .toList();
        }
    }

    /** A version to go back to. */
    private record Version(String version) {}

    History history(int limit) {
        return scoring.get(POLICIES + "/history", Map.of("limit", "" + limit), History.class);
    }

    Stored stored(String version) {
        return scoring.get(
                POLICIES + "/versions/" + ServiceApi.encoded(version), Map.of(), Stored.class);
    }

    /** Goes back, if what is in force is still what it is to be taken for. */
    Applied rollBack(String version, String inForce) {
        return scoring.post(
                POLICIES + "/rollback",
                "\"%s\"".formatted(inForce),
                Json.of(new Version(version)),
                Applied.class);
    }

    InForce inForce() {
        return scoring.get(POLICIES, Map.of(), InForce.class);
    }

    PlannedPolicies plan(Bundle bundle, int limit) {
        return scoring.post(
                POLICIES + "/plan",
                Map.of("limit", "" + limit),
                body(bundle),
                PlannedPolicies.class);
    }

    /** All events that are kept, of a share of the accounts. */
    void events(double share, Consumer<Stream<String>> reading) {
        scoring.lines("/v1/events/export", Map.of("share", "" + share), reading);
    }

    String address() {
        return address;
    }

    Applied apply(Bundle bundle, boolean dryRun) {
        return scoring.put(
                POLICIES,
                Collections.singletonMap("dryRun", dryRun ? "true" : null),
                body(bundle),
                Applied.class);
    }

    private static String body(Bundle bundle) {
        String body = Json.of(bundle);
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > BODY_BYTES_MAX) {
            throw new ServiceApi.RefusedException(
                    "the files are %d bytes long, as they are sent, and must not be longer than %d"
                            .formatted(bytes, BODY_BYTES_MAX));
        }
        return body;
    }
}

package io.keepwell.model.policy;

import io.keepwell.model.Require;
import io.keepwell.model.message.Message;
import io.keepwell.model.message.Publisher;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Topic {@code keepwell.policies}, key {@code kind/policyId}: a version of a policy document is in
 * force. All documents of one apply carry the same {@code policyVersion} and become visible
 * together. A record without a value says that the document was withdrawn.
 *
 * @param id unique; readers drop repeats by it
 * @param kind what the document is: {@code Scorecard}, {@code SegmentSet} …
 * @param policyId the document's id, unique within its kind
 * @param version the document's content hash, see {@link #versionOf}
 * @param policyVersion the applied bundle: what messages and scores name as their policy version
 * @param document the YAML text, as it was applied
 * @param appliedAt when
 * @param appliedBy who
 * @param publisher which part of Keepwell says so: {@code init} for the defaults of a new
 *     deployment, {@code scoring} from then on
 */
public record PolicyAppliedV1(
        UUID id,
        String kind,
        String policyId,
        String version,
        String policyVersion,
        String document,
        Instant appliedAt,
        String appliedBy,
        Publisher publisher)
        implements Message {

    /** The type's name on the wire. */
    public static final String TYPE = "io.keepwell.policy.applied.v1";

    /** Checks the ids, and that the version is the document's. */
    public PolicyAppliedV1 {
        Require.id("kind", kind);
        Require.id("policyId", policyId);
        Require.id("policyVersion", policyVersion);
        Require.id("appliedBy", appliedBy);
        appliedAt = Require.time("appliedAt", appliedAt);
        if (!version.equals(versionOf(document))) {
            throw new IllegalArgumentException(
                    "version must be the document's content hash %s, was %s"
                            .formatted(versionOf(document), version));
        }
    }

    /**
     * The version of a document: its content's SHA-256. The same text is the same version wherever
     * it is applied.
     *
     * @param document the YAML text
     * @return 64 lower-case hexadecimal digits
     */
    public static String versionOf(String document) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(document.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String messageId() {
        return id.toString();
    }

    @Override
    public URI messageSource() {
        return publisher.uri();
    }

    @Override
    public String messageType() {
        return TYPE;
    }

    @Override
    public Instant messageTime() {
        return appliedAt;
    }

    @Override
    public String messageKey() {
        return kind + "/" + policyId;
    }
}

package io.keepwell.policy.source;

import io.keepwell.model.key.KeyHash;
import io.keepwell.policy.webhook.WebhookMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A system that sends events, as its document describes it.
 *
 * @param name under which its events are kept
 * @param type what it sends
 * @param keys its write keys, hashed; a second one while a new key replaces the old. Empty where it
 *     signs
 * @param signature how it signs: one scheme, or those that it may choose from. Empty where it shows
 *     a key
 * @param secretFiles where the secrets lie that it signs with, one or two; relative to the
 *     directory of the documents, or absolute. Empty where it shows a key
 * @param mapping how its bodies become events; absent where it sends events as they are
 * @param organization the sender's own id of the company, which its bodies must name; absent where
 *     any will do
 * @param topic the topic that it writes to; absent where it sends over HTTP
 * @param limit how much it may send; absent for as much as there is room for
 */
public record SourceSpec(
        String name,
        SourceType type,
        List<KeyHash> keys,
        List<SignatureScheme> signature,
        List<String> secretFiles,
        @Nullable WebhookMapping mapping,
        @Nullable String organization,
        @Nullable String topic,
        @Nullable RateLimit limit) {

    /** Copies the lists. */
    public SourceSpec {
        keys = List.copyOf(keys);
        signature = List.copyOf(signature);
        secretFiles = List.copyOf(secretFiles);
    }
}

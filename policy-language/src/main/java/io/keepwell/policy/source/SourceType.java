package io.keepwell.policy.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a source sends, and where. */
public enum SourceType {
    /** Events, CloudEvents and the calls of Segment's libraries, with a write key. */
    EVENTS(null, null),
    /**
     * The calls of a library in web pages, whose key everybody can read there: what users do, and
     * nothing that speaks for an account.
     */
    BROWSER(null, null),
    /** Events and CloudEvents on a topic, for teams that write to Kafka themselves. */
    KAFKA(null, null),
    /** Zendesk's event and trigger webhooks. */
    ZENDESK("zendesk", "zendesk"),
    /** HubSpot's webhooks. */
    HUBSPOT("hubspot", "hubspot"),
    /** Stripe's webhooks. */
    STRIPE("stripe", "stripe"),
    /** Intercom's webhooks. */
    INTERCOM("intercom", "intercom"),
    /** Salesforce's outbound messages, which are not signed. */
    SALESFORCE("salesforce", null),
    /** Any other system that posts JSON or XML. */
    WEBHOOK(null, null);

    private final @Nullable String mapping;
    private final @Nullable String signature;

    SourceType(@Nullable String mapping, @Nullable String signature) {
        this.mapping = mapping;
        this.signature = signature;
    }

    /**
     * All of them.
     *
     * @return in the order in which people should read of them
     */
    public static List<SourceType> all() {
        return Arrays.asList(values());
    }

    /**
     * The word for it in documents.
     *
     * @return lower-case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether it posts to a path of its own, and a mapping says what that means.
     *
     * @return false for those that send events as they are
     */
    public boolean isWebhook() {
        return this != EVENTS && this != BROWSER && this != KAFKA;
    }

    /**
     * The ready mapping.
     *
     * @return the id of a document of kind WebhookMapping, or empty where there is none
     */
    public Optional<String> readyMapping() {
        return Optional.ofNullable(mapping);
    }

    /**
     * How it signs.
     *
     * @return the name of a signature scheme, or empty where the document must say it
     */
    public Optional<String> signature() {
        return Optional.ofNullable(signature);
    }
}

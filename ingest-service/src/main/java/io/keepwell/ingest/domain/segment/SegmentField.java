package io.keepwell.ingest.domain.segment;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a call that hold texts; whatever else stands there is ignored. */
public enum SegmentField {
    /** Which call. */
    TYPE("type"),
    /** Unique within the source. */
    MESSAGE_ID("messageId"),
    /** The user. */
    USER_ID("userId"),
    /** The user before anybody knew who it is. */
    ANONYMOUS_ID("anonymousId"),
    /** The account, in a group call. */
    GROUP_ID("groupId"),
    /** The other id, in an alias call. */
    PREVIOUS_ID("previousId"),
    /** What the user did, in a track call. */
    EVENT("event"),
    /** What the page or screen is called. */
    NAME("name"),
    /** What kind of page or screen it is. */
    CATEGORY("category"),
    /** When it happened, by the sender's clock. */
    TIMESTAMP("timestamp"),
    /** The same, as some libraries call it; beside timestamp: before that was corrected. */
    ORIGINAL_TIMESTAMP("originalTimestamp"),
    /** When it was sent, by the sender's clock. */
    SENT_AT("sentAt");

    private static final Map<String, SegmentField> BY_NAME =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    SegmentField::wireName, Function.identity()));

    private final String wireName;

    SegmentField(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Finds a field.
     *
     * @param wireName its name in the JSON
     * @return the field, or empty when it is none of these
     */
    public static Optional<SegmentField> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /**
     * Its name in the JSON.
     *
     * @return for example {@code userId}
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Where it stands in a call.
     *
     * @return a JSON Pointer
     */
    public String pointer() {
        return "/" + wireName;
    }
}

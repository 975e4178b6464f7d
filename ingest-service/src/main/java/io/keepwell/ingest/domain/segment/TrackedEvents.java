package io.keepwell.ingest.domain.segment;

import io.keepwell.ingest.domain.event.LooseAttributes;
import io.keepwell.model.EventType;
import io.keepwell.model.catalogue.EventCatalogue;
import io.keepwell.model.event.AttributeValue;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the names of tracked events mean. Segment's B2B names have a meaning of their own; a name
 * that is a type of the catalogue is that type; every other name is that of a feature that was
 * used.
 */
final class TrackedEvents {

    /** The specification allows to begin with whom it is about: "User Signed Up". */
    private static final String NOUN = "user ";

    private static final String FEATURE = "feature";
    private static final String ENDS_ON = "endsOn";
    private static final String ROLE = "role";
    private static final EventType FEATURE_USED = new EventType("usage.feature-used");
    private static final EventType SESSION_STARTED = new EventType("usage.session-started");

    /** By the names of Segment's B2B specification, in lower case. */
    private static final Map<String, BuiltIn> BUILT_IN =
            Map.of(
                    "account created",
                    new BuiltIn(
                            EventCatalogue.ACCOUNT_UPDATED, Map.of("account_name", "name"), null),
                    "account deleted",
                    new BuiltIn(EventCatalogue.ACCOUNT_DELETED, Map.of(), null),
                    "signed up",
                    new BuiltIn(SESSION_STARTED, Map.of(), null),
                    "signed in",
                    new BuiltIn(SESSION_STARTED, Map.of(), null),
                    "signed out",
                    new BuiltIn(new EventType("usage.session-ended"), Map.of(), null),
                    "invite sent",
                    new BuiltIn(
                            new EventType("usage.invite-sent"), Map.of("invitee_role", ROLE), null),
                    "account added user",
                    new BuiltIn(new EventType("relationship.contact-added"), Map.of(), "user"),
                    "account removed user",
                    new BuiltIn(new EventType("relationship.contact-left"), Map.of(), "user"),
                    "trial started",
                    new BuiltIn(
                            new EventType("commercial.trial-started"),
                            Map.of("trial_end_date", ENDS_ON, "trial_end", ENDS_ON),
                            null),
                    "trial ended",
                    new BuiltIn(new EventType("commercial.trial-ended"), Map.of(), null));

    private TrackedEvents() {}

    /**
     * What a tracked event is in the catalogue.
     *
     * @param type its type
     * @param asToldBySender whether its sender speaks the catalogue's words, and so must keep to
     *     them
     */
    record Meaning(EventType type, boolean asToldBySender) {}

    private record BuiltIn(EventType type, Map<String, String> renamed, @Nullable String role) {}

    /**
     * Finds out what a tracked event means.
     *
     * @param name its name, as it was sent
     * @param properties changed to the attributes that the type has
     */
    static Meaning meaning(String name, LooseAttributes properties) {
        String lowered = name.toLowerCase(Locale.ROOT);
        BuiltIn builtIn =
                BUILT_IN.get(lowered.startsWith(NOUN) ? lowered.substring(NOUN.length()) : lowered);
        if (builtIn != null) {
            apply(builtIn, properties);
            return new Meaning(builtIn.type(), false);
        }
        return listed(name)
                .map(type -> new Meaning(type, true))
                .orElseGet(() -> {
                    properties
                            .take(FEATURE)
                            .ifPresent(told -> properties.set("properties." + FEATURE, told));
                    properties.setText(FEATURE, name);
                    return new Meaning(FEATURE_USED, false);
                });
    }

    private static void apply(BuiltIn builtIn, LooseAttributes properties) {
        builtIn.renamed()
                .forEach((theirs, ours) ->
                        properties.take(theirs).ifPresent(told -> properties.set(ours, told)));
        if (builtIn.role() != null && properties.get(ROLE).isEmpty()) {
            properties.set(ROLE, new AttributeValue.Text(builtIn.role()));
        }
    }

    private static Optional<EventType> listed(String name) {
        // Nearly all names are words with spaces, which no type has.
        if (name.length() > EventType.LENGTH_MAX || name.indexOf('.') < 0) {
            return Optional.empty();
        }
        try {
            var type = new EventType(name);
            return EventCatalogue.standard().find(type).map(_ -> type);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package io.keepwell.model.catalogue;

import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The well-known event types and traits, read once from {@code event-catalogue.yaml}. What it does
 * not list is accepted, kept and counted all the same.
 */
public final class EventCatalogue {

    /** The type by which an account's traits change. */
    public static final EventType ACCOUNT_UPDATED = new EventType("account.updated");

    /** The type by which an account goes. */
    public static final EventType ACCOUNT_DELETED = new EventType("account.deleted");

    /** The type by which a source takes back an event that it sent. */
    public static final EventType EVENT_WITHDRAWN = new EventType("account.event-withdrawn");

    /** The types by which a person overrides a score, and takes that back. */
    public static final Set<EventType> OVERRIDING =
            Set.of(
                    new EventType("account.score-overridden"),
                    new EventType("account.score-override-lifted"));

    private static final EventCatalogue STANDARD = CatalogueReader.read();

    private final Map<EventType, EventSpec> types;
    private final Map<String, TraitSpec> traits;
    private final Map<EventType, EventSpec.Narrower> narrower;

    EventCatalogue(List<EventSpec> types, List<TraitSpec> traits) {
        var byType = new LinkedHashMap<EventType, EventSpec>();
        var byName = new LinkedHashMap<String, TraitSpec>();
        traits.forEach(spec -> requireNew(spec.trait(), byName.put(spec.trait(), spec)));
        for (EventSpec spec : types) {
            requireNew(spec.type(), byType.put(spec.type(), spec));
            for (String trait : spec.sets().keySet()) {
                requireTeller(spec.type(), trait, byName.get(trait));
            }
        }
        var byNarrower = new LinkedHashMap<EventType, EventSpec.Narrower>();
        for (EventSpec spec : types) {
            spec.allNarrower()
                    .forEach((name, it) -> {
                        requireNew(name, byType.get(name));
                        requireNew(name, byNarrower.put(name, it));
                    });
        }
        this.narrower = Collections.unmodifiableMap(byNarrower);
        this.types = Collections.unmodifiableMap(byType);
        this.traits = Collections.unmodifiableMap(byName);
    }

    /**
     * The catalogue of this release.
     *
     * @return the one catalogue
     */
    public static EventCatalogue standard() {
        return STANDARD;
    }

    /**
     * All well-known types.
     *
     * @return in the order of the file
     */
    public List<EventSpec> types() {
        return List.copyOf(types.values());
    }

    /**
     * All well-known traits.
     *
     * @return in the order of the file
     */
    public List<TraitSpec> traits() {
        return List.copyOf(traits.values());
    }

    /**
     * Looks a type up.
     *
     * @param type the type
     * @return what is known of it, or empty
     */
    public Optional<EventSpec> find(EventType type) {
        return Optional.ofNullable(types.get(type));
    }

    /**
     * Whether events can be asked for by a name: that of a type, or the narrower one of those with
     * one word for an attribute, {@code support.ticket-opened.urgent}.
     *
     * @param name the name
     * @return whether it is well known
     */
    public boolean isWellKnown(EventType name) {
        return types.containsKey(name) || narrower.containsKey(name);
    }

    /**
     * All names by which events can be asked for.
     *
     * @return types in the order of the file, then narrower names
     */
    public List<String> names() {
        return Stream.concat(types.keySet().stream(), narrower.keySet().stream())
                .map(EventType::value)
                .toList();
    }

    /**
     * The narrower names under which an event is counted beside its type.
     *
     * @param type the event's type
     * @param attributes the event's attributes
     * @return in the order of the attributes; empty for a type that is not well known
     */
    public List<EventType> narrower(EventType type, Attributes attributes) {
        EventSpec spec = types.get(type);
        return spec == null ? List.of() : spec.narrower(attributes);
    }

    /**
     * The type of which a name is a narrower one.
     *
     * @param name a name by which events are asked for
     * @return the type of those events: the name itself, if it is not a narrower one
     */
    public EventType typeOf(EventType name) {
        EventSpec.Narrower it = narrower.get(name);
        return it == null ? name : it.of().type();
    }

    /**
     * Says what is wrong with an event, as far as the catalogue knows its type.
     *
     * @param type the event's type
     * @param value the event's value
     * @param attributes the event's attributes
     * @return everything that is wrong, empty when nothing is
     */
    public List<EventSpec.Objection> objections(
            EventType type, @Nullable BigDecimal value, Attributes attributes) {
        var objections = new ArrayList<EventSpec.Objection>();
        find(type).ifPresent(spec -> objections.addAll(spec.objections(value, attributes)));
        EventSpec.Narrower counted = narrower.get(type);
        if (counted != null) {
            objections.add(
                    new EventSpec.Objection(
                            "/type",
                            "type '%s' is what %s is counted as: send that, with attributes.%s: %s"
                                    .formatted(
                                            type,
                                            counted.of().type(),
                                            counted.attribute(),
                                            counted.word())));
        }
        if (type.equals(ACCOUNT_UPDATED)) {
            attributes.values().forEach((name, told) -> addIfWrong(name, told, objections));
        }
        return objections;
    }

    /**
     * The number that scoring sums for an event, see {@link EventSpec#counted}.
     *
     * @param type the event's type
     * @param value the event's value
     * @param attributes the event's attributes
     * @return the number, or empty when the event has none
     */
    public Optional<BigDecimal> counted(
            EventType type, @Nullable BigDecimal value, Attributes attributes) {
        EventSpec spec = types.get(type);
        return spec == null ? Optional.ofNullable(value) : spec.counted(value, attributes);
    }

    private void addIfWrong(
            String name, AttributeValue told, List<EventSpec.Objection> objections) {
        TraitSpec spec = traits.get(name);
        if (spec != null && spec.toldBy() != null) {
            objections.add(
                    new EventSpec.Objection(
                            "/attributes/" + name,
                            "attributes.%s is told by %s alone: send that"
                                    .formatted(name, spec.toldBy().value())));
            return;
        }
        if (spec == null || told instanceof AttributeValue.Nothing) {
            return;
        }
        spec.is()
                .objection(told)
                .ifPresent(cure ->
                        objections.add(
                                new EventSpec.Objection(
                                        "/attributes/" + name,
                                        "attributes.%s %s, or null to remove the trait"
                                                .formatted(name, cure))));
    }

    private static void requireTeller(EventType type, String name, @Nullable TraitSpec trait) {
        if (trait == null) {
            throw new IllegalArgumentException(
                    "%s: sets '%s', which is no trait".formatted(type, name));
        }
        if (trait.toldBy() != null && !trait.toldBy().equals(type)) {
            throw new IllegalArgumentException(
                    "%s: sets '%s', which %s alone tells".formatted(type, name, trait.toldBy()));
        }
    }

    private static void requireNew(Object name, @Nullable Object before) {
        if (before != null) {
            throw new IllegalArgumentException("'%s' is listed twice".formatted(name));
        }
    }
}

package io.keepwell.model.catalogue;

import io.keepwell.model.EventType;
import io.keepwell.model.Require;
import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A well-known event type.
 *
 * @param type its name
 * @param means what happened, in words for people
 * @param actor whose id belongs in {@code actorId}
 * @param value its number; absent where it has none
 * @param attributes its attributes by name, in the order to show them
 * @param sets the account's traits that it changes, each from {@code value} or an attribute
 * @param marks the activity sets that it marks somebody or something active in, each from {@code
 *     actorId} or an attribute
 * @param feeds the requirements whose measures and signals read it
 */
public record EventSpec(
        EventType type,
        String means,
        @Nullable ActorKind actor,
        @Nullable ValueSpec value,
        Map<String, AttributeSpec> attributes,
        Map<String, String> sets,
        Map<String, String> marks,
        List<String> feeds) {

    /** The name by which {@link #sets} speaks of the value. */
    public static final String VALUE = "value";

    /** The name by which {@link #marks} speaks of who did it. */
    public static final String ACTOR = "actorId";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Copies the collections and checks that what they name is there. */
    public EventSpec {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        sets = Map.copyOf(sets);
        marks = Map.copyOf(marks);
        feeds = List.copyOf(feeds);
        for (String origin : sets.values()) {
            if (!origin.equals(VALUE) && !attributes.containsKey(origin)) {
                throw new IllegalArgumentException(
                        "%s: sets names '%s', which is no attribute".formatted(type, origin));
            }
        }
        for (String origin : marks.values()) {
            if (!origin.equals(ACTOR) && !attributes.containsKey(origin)) {
                throw new IllegalArgumentException(
                        "%s: marks names '%s', which is no attribute".formatted(type, origin));
            }
        }
        if (value != null
                && value.percentOf() != null
                && !(attributes.get(value.percentOf())
                                instanceof
                                AttributeSpec(AttributeKind.Numeric _, boolean required, _)
                        && required)) {
            throw new IllegalArgumentException(
                    "%s: percentOf must name a required number attribute, was '%s'"
                            .formatted(type, value.percentOf()));
        }
    }

    /** Whose id an actor's is. */
    public enum ActorKind {
        /** Somebody who uses the product. */
        USER,
        /** A person at the customer. */
        CONTACT
    }

    /**
     * What is wrong with one field of an event.
     *
     * @param pointer where, as a JSON Pointer into the event
     * @param detail what, and the cure
     */
    public record Objection(String pointer, String detail) {}

    /**
     * Says what is wrong with an event of this type.
     *
     * @param eventValue the event's value
     * @param eventAttributes the event's attributes; those that the catalogue does not know are
     *     welcome
     * @return everything that is wrong, empty when nothing is
     */
    public List<Objection> objections(@Nullable BigDecimal eventValue, Attributes eventAttributes) {
        var objections = new ArrayList<Objection>();
        if (value != null) {
            value.objection(eventValue)
                    .ifPresent(cure -> objections.add(new Objection("/value", "value " + cure)));
        }
        attributes.forEach((name, spec) ->
                objection(name, spec, eventAttributes.values().get(name))
                        .ifPresent(objections::add));
        if (objections.isEmpty() && value != null && eventValue != null) {
            wholeObjection(value, eventValue, eventAttributes).ifPresent(objections::add);
        }
        return objections;
    }

    /**
     * The number that scoring sums for an event of this type: its value, or where the catalogue
     * says so the value as a percentage of an attribute, to six decimal places.
     *
     * @param eventValue the event's value
     * @param eventAttributes the event's attributes
     * @return the number, or empty when the event has none
     * @throws IllegalArgumentException when the percentage is out of range, to which {@link
     *     #objections} objects
     */
    public Optional<BigDecimal> counted(
            @Nullable BigDecimal eventValue, Attributes eventAttributes) {
        if (eventValue == null) {
            return Optional.ofNullable(value == null ? null : value.ifAbsent());
        }
        if (value == null || value.percentOf() == null) {
            return Optional.of(eventValue);
        }
        return eventAttributes
                .number(value.percentOf())
                .filter(whole -> whole.signum() > 0)
                .map(whole -> Require.decimal(VALUE, percent(eventValue, whole)));
    }

    /**
     * The narrower names under which an event of this type is counted as well: one for each of its
     * attributes that is one of several, such as {@code engagement.feedback-submitted.positive}.
     *
     * @param told the event's attributes
     * @return in the order of the attributes; empty where it tells none of them
     */
    public List<EventType> narrower(Attributes told) {
        var names = new ArrayList<EventType>();
        attributes.forEach((name, spec) -> {
            if (spec.is() instanceof AttributeKind.OneOf(var words)) {
                told.text(name)
                        .filter(words::contains)
                        .ifPresent(word -> names.add(narrower(word)));
            }
        });
        return names;
    }

    /**
     * All narrower names that events of this type may be counted under.
     *
     * @return each with the attribute and the word that it stands for
     */
    Map<EventType, Narrower> allNarrower() {
        var names = new LinkedHashMap<EventType, Narrower>();
        attributes.forEach((name, spec) -> {
            if (spec.is() instanceof AttributeKind.OneOf(var words)) {
                words.forEach(word -> names.put(narrower(word), new Narrower(this, name, word)));
            }
        });
        return names;
    }

    /** Events of a type with one word for an attribute. */
    record Narrower(EventSpec of, String attribute, String word) {}

    private EventType narrower(String word) {
        return new EventType(type.value() + "." + word);
    }

    private static BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL128);
    }

    private static Optional<Objection> objection(
            String name, AttributeSpec spec, @Nullable AttributeValue attribute) {
        Optional<String> cure =
                attribute != null
                        ? spec.is().objection(attribute)
                        : spec.required()
                                ? Optional.of("is required: " + spec.means())
                                : Optional.empty();
        return cure.map(words ->
                new Objection("/attributes/" + name, "attributes.%s %s".formatted(name, words)));
    }

    private static Optional<Objection> wholeObjection(
            ValueSpec spec, BigDecimal eventValue, Attributes attributes) {
        String name = spec.percentOf();
        BigDecimal whole = name == null ? null : attributes.number(name).orElse(null);
        if (whole == null) {
            return Optional.empty();
        }
        if (whole.signum() <= 0) {
            return Optional.of(
                    new Objection(
                            "/attributes/" + name,
                            "attributes.%s must be more than 0, was %s".formatted(name, whole)));
        }
        if (spec.atMostWhole() && eventValue.compareTo(whole) > 0) {
            return Optional.of(
                    new Objection(
                            "/value",
                            "value must be at most attributes.%s, which is %s, was %s"
                                    .formatted(name, whole, eventValue)));
        }
        if (percent(eventValue, whole).abs().compareTo(Require.VALUE_MAX) > 0) {
            return Optional.of(
                    new Objection(
                            "/value",
                            "value must lie within %s percent of attributes.%s, which is %s, was %s"
                                    .formatted(
                                            Require.VALUE_MAX.toPlainString(),
                                            name,
                                            whole,
                                            eventValue)));
        }
        return Optional.empty();
    }
}

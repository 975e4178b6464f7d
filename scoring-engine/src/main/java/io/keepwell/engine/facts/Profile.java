package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.ByteReader;
import io.keepwell.engine.encoding.ByteWriter;
import io.keepwell.engine.encoding.UnreadableStateException;
import io.keepwell.model.EventType;
import io.keepwell.model.event.AttributeValue;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An account's traits, and which types and sets it has. What is beside the catalogue is capped: of
 * the uncatalogued types and traits those with the lowest hashes stay, which are the same in
 * whatever order they came; what goes is counted.
 */
final class Profile {

    static final int UNCATALOGUED_TYPES_MAX = 256;
    static final int UNCATALOGUED_TRAITS_MAX = 100;

    private static final int VERSION = 1;
    private static final int LIST_MAX = 100_000;
    private static final int NOTHING = 0;
    private static final int TEXT = 1;
    private static final int NUMBER = 2;
    private static final int FLAG = 3;

    private static final Comparator<String> BY_HASH =
            Comparator.<String, Long>comparing(MemberHash::of, Long::compareUnsigned)
                    .thenComparing(Comparator.naturalOrder());

    private final TreeMap<String, Trait> traits = new TreeMap<>();
    private final TreeSet<EventType> types = new TreeSet<>();
    private final TreeSet<String> sets = new TreeSet<>();
    private final TreeSet<String> uncataloguedTypes = new TreeSet<>(BY_HASH);
    private final TreeSet<String> uncataloguedTraits = new TreeSet<>(BY_HASH);
    private final Predicate<EventType> isCataloguedType;
    private final Predicate<String> isCataloguedTrait;
    private long droppedEvents;
    private long droppedTraits;

    Profile(Predicate<EventType> isCataloguedType, Predicate<String> isCataloguedTrait) {
        this.isCataloguedType = isCataloguedType;
        this.isCataloguedTrait = isCataloguedTrait;
    }

    /** A trait's latest value, the event that told it, and how often it was told. */
    private record Trait(AttributeValue value, EventRef event, long told) {}

    void decode(byte[] bytes) {
        var in = new ByteReader(bytes, VERSION);
        for (int left = in.count(LIST_MAX); left > 0; left--) {
            String name = in.text();
            traits.put(name, new Trait(value(in), EventRef.read(in), in.unsigned()));
            if (!isCataloguedTrait.test(name)) {
                uncataloguedTraits.add(name);
            }
        }
        for (int left = in.count(LIST_MAX); left > 0; left--) {
            addType(EventTypes.of(in.text()));
        }
        for (int left = in.count(LIST_MAX); left > 0; left--) {
            sets.add(in.text());
        }
        droppedEvents = in.unsigned();
        droppedTraits = in.unsigned();
        in.end();
    }

    byte[] encode() {
        var out = new ByteWriter(VERSION);
        out.unsigned(traits.size());
        traits.forEach((name, trait) -> {
            out.text(name);
            write(out, trait.value());
            trait.event().write(out);
            out.unsigned(trait.told());
        });
        out.unsigned(types.size());
        types.forEach(type -> out.text(type.value()));
        out.unsigned(sets.size());
        sets.forEach(out::text);
        out.unsigned(droppedEvents);
        out.unsigned(droppedTraits);
        return out.bytes();
    }

    Optional<AttributeValue> trait(String name) {
        return Optional.ofNullable(traits.get(name))
                .map(Trait::value)
                .filter(value -> !(value instanceof AttributeValue.Nothing));
    }

    Optional<EventRef> traitEvent(String name) {
        return Optional.ofNullable(traits.get(name)).map(Trait::event);
    }

    /** All traits that have a value, by name. */
    Map<String, AttributeValue> traits() {
        var told = new TreeMap<String, AttributeValue>();
        traits.keySet().forEach(name -> trait(name).ifPresent(value -> told.put(name, value)));
        return told;
    }

    Set<EventType> types() {
        return Set.copyOf(types);
    }

    boolean has(EventType type) {
        return types.contains(type);
    }

    Set<String> sets() {
        return Set.copyOf(sets);
    }

    long droppedEvents() {
        return droppedEvents;
    }

    long droppedTraits() {
        return droppedTraits;
    }

    boolean addSet(String set) {
        return sets.add(set);
    }

    /** One event less that there was no room for. */
    void takeBackDropped() {
        droppedEvents = Math.max(0, droppedEvents - 1);
    }

    void dropEvents(long events) {
        droppedEvents += events;
    }

    /** The type that would go if this one came; this very one, if it is not to be kept. */
    Optional<EventType> displacedBy(EventType type) {
        if (types.contains(type)
                || isCataloguedType.test(type)
                || uncataloguedTypes.size() < UNCATALOGUED_TYPES_MAX) {
            return Optional.empty();
        }
        String last = uncataloguedTypes.last();
        return Optional.of(BY_HASH.compare(type.value(), last) > 0 ? type : new EventType(last));
    }

    void removeSet(String set) {
        sets.remove(set);
    }

    /** Whether the trait has another value now that an event has not told it. */
    boolean takeBack(String name, EventRef event, Profile without) {
        Trait before = traits.get(name);
        if (before == null) {
            droppedTraits = Math.max(0, droppedTraits - 1);
            return false;
        }
        if (!before.event().equals(event)) {
            traits.put(name, new Trait(before.value(), before.event(), toldWithout(before)));
            return false;
        }
        Trait other = without.traits.get(name);
        if (other == null) {
            traits.remove(name);
            uncataloguedTraits.remove(name);
            return true;
        }
        traits.put(name, new Trait(other.value(), other.event(), toldWithout(before)));
        return !other.value().equals(before.value());
    }

    /** Of what was told before there was room for the trait, nothing was counted. */
    private static long toldWithout(Trait trait) {
        return Math.max(1, trait.told() - 1);
    }

    boolean addType(EventType type) {
        if (!isCataloguedType.test(type)) {
            uncataloguedTypes.add(type.value());
        }
        return types.add(type);
    }

    void removeType(EventType type) {
        types.remove(type);
        uncataloguedTypes.remove(type.value());
    }

    /** Whether the trait has another value now. */
    boolean tell(String name, AttributeValue value, EventRef event) {
        Trait before = traits.get(name);
        if (before != null) {
            boolean isLater = event.compareTo(before.event()) >= 0;
            traits.put(
                    name,
                    isLater
                            ? new Trait(value, event, before.told() + 1)
                            : new Trait(before.value(), before.event(), before.told() + 1));
            return isLater && !value.equals(before.value());
        }
        traits.put(name, new Trait(value, event, 1));
        if (!isCataloguedTrait.test(name)) {
            uncataloguedTraits.add(name);
            if (uncataloguedTraits.size() > UNCATALOGUED_TRAITS_MAX) {
                droppedTraits += told(traits.remove(uncataloguedTraits.removeLast()));
            }
        }
        return true;
    }

    private static long told(@Nullable Trait trait) {
        return trait == null ? 0 : trait.told();
    }

    private static AttributeValue value(ByteReader in) {
        int kind = in.count(FLAG);
        return switch (kind) {
            case NOTHING -> new AttributeValue.Nothing();
            case TEXT -> new AttributeValue.Text(in.text());
            case NUMBER -> new AttributeValue.Numeric(Sum.decimal(in.signed()));
            case FLAG -> new AttributeValue.Flag(in.count(1) == 1);
            default -> throw new UnreadableStateException("a trait of kind " + kind);
        };
    }

    private static void write(ByteWriter out, AttributeValue value) {
        switch (value) {
            case AttributeValue.Nothing() -> out.unsigned(NOTHING);
            case AttributeValue.Text(String text) -> {
                out.unsigned(TEXT);
                out.text(text);
            }
            case AttributeValue.Numeric(BigDecimal number) -> {
                out.unsigned(NUMBER);
                out.signed(Sum.millionths(number));
            }
            case AttributeValue.Flag(boolean flag) -> {
                out.unsigned(FLAG);
                out.unsigned(flag ? 1 : 0);
            }
        }
    }
}

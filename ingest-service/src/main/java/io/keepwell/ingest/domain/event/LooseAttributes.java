package io.keepwell.ingest.domain.event;

import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Attributes out of what a sender says in a form of its own, which knows nothing of our limits:
 * what stands inside of something gets a dotted name, texts are cut, and what still does not fit is
 * left out. A sender that cannot be changed must not lose an event by one of its properties.
 */
public final class LooseAttributes {

    /** Leaves room for what a protocol adds by itself. */
    private static final int COUNT_MAX = Attributes.COUNT_MAX - 5;

    private final Map<String, AttributeValue> kept = new LinkedHashMap<>();

    /**
     * A text.
     *
     * @param name its name, dotted where it stands inside of something
     * @param text any text
     */
    public void text(String name, String text) {
        put(name, new AttributeValue.Text(Printable.lines(text, AttributeValue.TEXT_LENGTH_MAX)));
    }

    /**
     * A number.
     *
     * @param name as {@link #text}
     * @param number any number; left out when it is larger than the contract allows
     */
    public void number(String name, BigDecimal number) {
        BigDecimal tamed = Numbers.tamed(number);
        if (Numbers.isWithinLimits(tamed)) {
            put(name, new AttributeValue.Numeric(tamed));
        }
    }

    /**
     * True or false.
     *
     * @param name as {@link #text}
     * @param flag which
     */
    public void flag(String name, boolean flag) {
        put(name, new AttributeValue.Flag(flag));
    }

    /**
     * Null.
     *
     * @param name as {@link #text}
     */
    public void nothing(String name) {
        put(name, new AttributeValue.Nothing());
    }

    /**
     * Sets what the protocol itself knows, whatever the sender calls so; left out when there are
     * 50.
     *
     * @param name as {@link #text}
     * @param value its value
     */
    public void set(String name, AttributeValue value) {
        if (kept.size() < Attributes.COUNT_MAX || kept.containsKey(name)) {
            kept.put(name, value);
        }
    }

    /**
     * Sets a text that the protocol itself knows.
     *
     * @param name as {@link #text}
     * @param text any text
     */
    public void setText(String name, String text) {
        set(name, new AttributeValue.Text(Printable.lines(text, AttributeValue.TEXT_LENGTH_MAX)));
    }

    /**
     * Sets an attribute that is not there yet.
     *
     * @param name as {@link #text}
     * @param value its value
     */
    public void setIfAbsent(String name, AttributeValue value) {
        if (!kept.containsKey(name)) {
            put(name, value);
        }
    }

    /**
     * Takes an attribute away.
     *
     * @param name its name
     * @return what it held, or empty when there is none
     */
    public Optional<AttributeValue> take(String name) {
        return Optional.ofNullable(kept.remove(name));
    }

    /**
     * What an attribute holds.
     *
     * @param name its name
     * @return what it holds, or empty when there is none
     */
    public Optional<AttributeValue> get(String name) {
        return Optional.ofNullable(kept.get(name));
    }

    /**
     * All of them, by name.
     *
     * @return a copy, in the order in which they came
     */
    public Map<String, AttributeValue> all() {
        return new LinkedHashMap<>(kept);
    }

    /** Takes nulls away: only a trait can be removed by one. */
    public void dropNothings() {
        kept.values().removeIf(AttributeValue.Nothing.class::isInstance);
    }

    /**
     * Makes a number of so many digits behind the point cheap to round.
     *
     * @param number any number
     * @return the same in the contract's precision
     */
    public static BigDecimal tamed(BigDecimal number) {
        return Numbers.tamed(number);
    }

    /**
     * As the contract has them.
     *
     * @return at most 50
     */
    public Attributes toAttributes() {
        return kept.isEmpty() ? Attributes.NONE : new Attributes(kept);
    }

    private void put(String name, AttributeValue value) {
        if (takes(name)) {
            kept.put(name, value);
        }
    }

    /**
     * Whether there is room for an attribute. What the catalogue gives a meaning comes in where
     * others do not any more.
     *
     * @param name as {@link #text}
     * @return false also when no attribute can have the name
     */
    public boolean takes(String name) {
        if (name.length() > Attributes.NAME_LENGTH_MAX
                || name.isBlank()
                || !Printable.isPlain(name)) {
            return false;
        }
        return kept.size() < COUNT_MAX
                || kept.containsKey(name)
                || (kept.size() < Attributes.COUNT_MAX && CatalogueFit.isKnown(name));
    }
}

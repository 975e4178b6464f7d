package io.keepwell.ingest.domain.event;

import io.keepwell.model.event.AttributeValue;
import io.keepwell.model.event.Attributes;
import io.keepwell.model.event.RejectionCode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** An event's attributes while they are being read, one by one. */
public final class AttributesDraft {

    private static final char ASCII_PRINTABLE_END = 0x7F;

    private final Flaws flaws;
    private final Map<String, AttributeValue> good = new HashMap<>();
    private int seen;

    AttributesDraft(Flaws flaws) {
        this.flaws = flaws;
    }

    /**
     * An attribute begins.
     *
     * @param name any text
     * @return whether to go on with its value
     */
    public boolean begin(String name) {
        seen++;
        if (areTooMany()) {
            return false;
        }
        if (good.containsKey(name)) {
            refuse(name, "an attribute must not stand there twice");
            return false;
        }
        return true;
    }

    /**
     * An attribute holds what it must not.
     *
     * @param name the attribute
     * @param detail what is wrong, and the cure
     */
    public void refuse(String name, String detail) {
        flaws.add(RejectionCode.INVALID_FIELD, Flaw.attribute(name), detail);
    }

    /**
     * An attribute is a text.
     *
     * @param name the attribute
     * @param text any text
     */
    public void text(String name, String text) {
        put(
                name,
                text.length() > AttributeValue.TEXT_LENGTH_MAX,
                () -> new AttributeValue.Text(text));
    }

    /**
     * An attribute is a number.
     *
     * @param name the attribute
     * @param number any number
     */
    public void number(String name, BigDecimal number) {
        put(name, false, () -> new AttributeValue.Numeric(Numbers.tamed(number)));
    }

    /**
     * An attribute is a flag.
     *
     * @param name the attribute
     * @param flag whether it holds
     */
    public void flag(String name, boolean flag) {
        put(name, false, () -> new AttributeValue.Flag(flag));
    }

    /**
     * An attribute is null, which removes a trait.
     *
     * @param name the attribute
     */
    public void nothing(String name) {
        put(name, false, AttributeValue.Nothing::new);
    }

    /** Ends the reading; what was flawed is left out. */
    Attributes finished() {
        if (areTooMany()) {
            flaws.add(
                    RejectionCode.TOO_LARGE,
                    EventField.ATTRIBUTES.pointer(),
                    "attributes must be at most %d, were %d".formatted(Attributes.COUNT_MAX, seen));
        }
        return good.isEmpty() ? Attributes.NONE : new Attributes(good);
    }

    private boolean areTooMany() {
        return seen > Attributes.COUNT_MAX;
    }

    private void put(String name, boolean tooLong, Supplier<AttributeValue> contractValue) {
        AttributeValue value = flaws.checked(Flaw.attribute(name), tooLong, contractValue);
        if (value != null && isAllowed(name, value)) {
            good.put(name, value);
        }
    }

    /** The contract checks names only with their map, which is made only where it may object. */
    private boolean isAllowed(String name, AttributeValue value) {
        return isPlain(name)
                || flaws.checked(
                                Flaw.attribute(name),
                                name.length() > Attributes.NAME_LENGTH_MAX,
                                () -> new Attributes(Map.of(name, value)))
                        != null;
    }

    /** Printable ASCII, as nearly all names are, which the contract surely allows. */
    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.length() <= Attributes.NAME_LENGTH_MAX
                && name.chars().allMatch(c -> c > ' ' && c < ASCII_PRINTABLE_END);
    }
}

package io.keepwell.engine.facts;

import io.keepwell.engine.encoding.Texts;
import io.keepwell.engine.encoding.UnreadableStateException;
import io.keepwell.model.EventType;
import java.time.DateTimeException;
import java.time.YearMonth;

/**
 * A part of an account's facts that is stored as a row of its own. An event touches a handful of
 * them, however many the account has; only those are written.
 */
public sealed interface ChunkKey {

    /**
     * The row's key beside the account's id.
     *
     * @return unique within the account, readable
     */
    String text();

    /**
     * Whether the row holds members of a set, of which a large account may have thousands.
     *
     * @return whether
     */
    default boolean isOfMembers() {
        return false;
    }

    /**
     * Reads a key back.
     *
     * @param text as {@link #text} gave it
     * @return the key
     * @throws UnreadableStateException when it is none
     */
    static ChunkKey parse(String text) {
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        String family = first < 0 ? text : text.substring(0, first);
        String name =
                first < 0 ? "" : text.substring(first + 1, second < 0 ? text.length() : second);
        String rest = second < 0 ? "" : text.substring(second + 1);
        try {
            return switch (family + (first < 0 ? "" : second < 0 ? "/" : "//")) {
                case "profile" -> new OfProfile();
                case "contract" -> new OfContract();
                case "withdrawn" -> new OfWithdrawn();
                case "type/" -> new OfType(EventTypes.of(name));
                case "type//" -> new OfMonth(EventTypes.of(name), month(rest));
                case "set/" -> new OfSet(Texts.known(name));
                case "set//" -> new OfMembers(Texts.known(name), Integer.parseInt(rest));
                default -> throw new UnreadableStateException("no key of a row: " + text);
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableStateException("no key of a row: " + text, e);
        }
    }

    private static int month(String text) {
        YearMonth month = YearMonth.parse(text);
        return month.getYear() * 12 + month.getMonthValue() - 1;
    }

    /** Traits, and the lists of types and sets; every account has this one. */
    record OfProfile() implements ChunkKey {
        @Override
        public String text() {
            return "profile";
        }
    }

    /** What was told of the account's contract; only accounts of which something was have it. */
    record OfContract() implements ChunkKey {
        @Override
        public String text() {
            return "contract";
        }
    }

    /** Which events were taken back; only accounts of which one was have it. */
    record OfWithdrawn() implements ChunkKey {
        @Override
        public String text() {
            return "withdrawn";
        }
    }

    /**
     * A type's total, first and latest events.
     *
     * @param type the type
     */
    record OfType(EventType type) implements ChunkKey {
        @Override
        public String text() {
            return "type/" + type;
        }
    }

    /**
     * A type's days of one month.
     *
     * @param type the type
     * @param month months since year 0
     */
    record OfMonth(EventType type, int month) implements ChunkKey {
        @Override
        public String text() {
            int year = Math.floorDiv(month, 12);
            int ofYear = Math.floorMod(month, 12) + 1;
            // Written for every row that changes: a format would take longer than the fold.
            return "type/"
                    + type
                    + (year < 1000 ? "/%04d".formatted(year) : "/" + year)
                    + (ofYear < 10 ? "-0" : "-")
                    + ofYear;
        }
    }

    /**
     * An activity set's daily counts.
     *
     * @param set the set
     */
    record OfSet(String set) implements ChunkKey {
        @Override
        public String text() {
            return "set/" + set;
        }
    }

    /**
     * Some of an activity set's members.
     *
     * @param set the set
     * @param slot which of them, from 0
     */
    record OfMembers(String set, int slot) implements ChunkKey {
        @Override
        public boolean isOfMembers() {
            return true;
        }

        @Override
        public String text() {
            return "set/" + set + "/" + slot;
        }
    }
}

package io.keepwell.engine.facts;

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
        String[] parts = text.split("/", -1);
        try {
            return switch (parts[0] + "/" + parts.length) {
                case "profile/1" -> new OfProfile();
                case "type/2" -> new OfType(new EventType(parts[1]));
                case "type/3" -> new OfMonth(new EventType(parts[1]), month(parts[2]));
                case "set/2" -> new OfSet(parts[1]);
                case "set/3" -> new OfMembers(parts[1], Integer.parseInt(parts[2]));
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
            return "type/%s/%04d-%02d"
                    .formatted(type, Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1);
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
            return "set/%s/%d".formatted(set, slot);
        }
    }
}

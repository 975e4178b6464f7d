package io.keepwell.engine.facts;

import io.keepwell.model.EventType;

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
        public String text() {
            return "set/%s/%d".formatted(set, slot);
        }
    }
}

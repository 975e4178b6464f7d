package io.keepwell.systemtests.fuzz;

import java.util.Set;

/**
 * A record on one of the topics.
 *
 * @param source who sent what it came with
 * @param receivedAt when the service got that, in milliseconds
 * @param sort what it is
 * @param id the event's, empty where it is a rejection
 * @param tokens of the items that stand in what a rejection keeps
 */
record Kept(String source, long receivedAt, Sort sort, String id, Set<String> tokens) {

    /** What a record is. */
    enum Sort {
        /** An event of an account or of a user. */
        EVENT,
        /** A user belongs to an account. */
        LINK,
        /** Two ids are of one user. */
        MERGE,
        /** Something that was not accepted, with the reason. */
        REJECTION
    }

    boolean isAccepted() {
        return sort != Sort.REJECTION;
    }
}

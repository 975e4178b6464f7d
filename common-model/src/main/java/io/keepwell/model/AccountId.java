package io.keepwell.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Which customer: the id that the company's own systems use. It is the key of every topic about
 * accounts, so all of an account's messages lie on one partition, in order.
 *
 * @param value 1 to 200 characters, no control character, no space at either end
 */
public record AccountId(@JsonValue String value) implements Comparable<AccountId> {

    /** Rejects what is not an id. */
    @JsonCreator
    public AccountId {
        Require.id("accountId", value);
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

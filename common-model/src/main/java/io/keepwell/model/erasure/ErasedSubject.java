package io.keepwell.model.erasure;

import io.keepwell.model.WireName;

/** What can be erased. */
public enum ErasedSubject implements WireName {
    /** A customer. */
    ACCOUNT,
    /** A user or contact of customers. */
    PERSON
}

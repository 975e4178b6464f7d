package io.keepwell.ingest.application;

/** What the log says of an append. */
public enum Acknowledgement {
    /** All of it is safe. */
    ALL,
    /** Some or all of it may be lost; the sender must send it again. */
    NOT_ALL
}

package io.keepwell.init.step;

/** What an outcome is about. */
public enum Subject {
    /** A server that the step needs. */
    SERVER,
    /** A topic. */
    TOPIC,
    /** A service's database with its owner role. */
    DATABASE,
    /** A policy document. */
    POLICY
}

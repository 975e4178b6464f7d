package io.keepwell.policy.expression;

/** A part of an expression, as it is run. */
@FunctionalInterface
interface Part {

    /** Runs it: a finite Double, a String, a Boolean, or what is missing for one. */
    Object of(Metrics metrics);
}

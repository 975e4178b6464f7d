package io.keepwell.policy.expression;

/** What an expression may not exceed: far above what people write, low enough to be harmless. */
public final class ExpressionLimits {

    /** The longest expression, in characters. */
    public static final int LENGTH_MAX = 2_000;

    /** How deep parentheses may nest. */
    public static final int DEPTH_MAX = 32;

    /** The most values, operators and calls. */
    public static final int NODES_MAX = 500;

    /** The longest name of a set, trait or signal, in characters. */
    public static final int NAME_LENGTH_MAX = 100;

    /** The longest window, in days. */
    public static final int DAYS_MAX = Function.SERIES_DAYS;

    private ExpressionLimits() {}
}

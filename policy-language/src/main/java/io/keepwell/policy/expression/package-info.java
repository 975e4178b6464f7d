/**
 * The one expression language of measures, signals, rules and triggers: CEL with functions over an
 * account's state. Numbers are of one kind; what is not known is "no data", and spreads.
 */
@NullMarked
package io.keepwell.policy.expression;

import org.jspecify.annotations.NullMarked;

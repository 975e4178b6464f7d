/** An account as its owner works on it: events and time in, verdicts and messages out. */
@NullMarked
package io.keepwell.engine.account;

import org.jspecify.annotations.NullMarked;

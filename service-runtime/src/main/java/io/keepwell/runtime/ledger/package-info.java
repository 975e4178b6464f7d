/** What was read of an account and what was published about it, counted. */
@NullMarked
package io.keepwell.runtime.ledger;

import org.jspecify.annotations.NullMarked;

/** What scoring says of an account: score, status and signals, and the state after each change. */
@NullMarked
package io.keepwell.model.health;

import org.jspecify.annotations.NullMarked;

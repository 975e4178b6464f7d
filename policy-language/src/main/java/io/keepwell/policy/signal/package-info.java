/** Named conditions on an account's state. */
@NullMarked
package io.keepwell.policy.signal;

import org.jspecify.annotations.NullMarked;

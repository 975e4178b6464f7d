/** How messages speak of what somebody wrote. */
@NullMarked
package io.keepwell.policy.words;

import org.jspecify.annotations.NullMarked;

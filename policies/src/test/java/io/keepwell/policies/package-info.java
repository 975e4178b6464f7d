/** Acceptance of the policies that Keepwell ships, requirement by requirement. */
@NullMarked
package io.keepwell.policies;

import org.jspecify.annotations.NullMarked;

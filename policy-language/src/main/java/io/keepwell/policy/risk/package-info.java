/** How likely it is that a customer leaves, on a scale of its own. */
@NullMarked
package io.keepwell.policy.risk;

import org.jspecify.annotations.NullMarked;

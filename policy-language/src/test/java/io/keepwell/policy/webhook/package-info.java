/** Tests. */
@NullMarked
package io.keepwell.policy.webhook;

import org.jspecify.annotations.NullMarked;

/** Tests of policies as people write them: given these events, expect this score. */
@NullMarked
package io.keepwell.policy.trial;

import org.jspecify.annotations.NullMarked;

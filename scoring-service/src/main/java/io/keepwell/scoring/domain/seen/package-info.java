/** Which events were seen before: a client that sends again must not count twice. */
@NullMarked
package io.keepwell.scoring.domain.seen;

import org.jspecify.annotations.NullMarked;

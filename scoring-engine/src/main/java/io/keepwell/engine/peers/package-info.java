/** Accounts held against those of their segment, as they were in a night that all know of. */
@NullMarked
package io.keepwell.engine.peers;

import org.jspecify.annotations.NullMarked;

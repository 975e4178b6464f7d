/** The snapshots of peers that measures hold accounts against. */
@NullMarked
package io.keepwell.scoring.application.peers;

import org.jspecify.annotations.NullMarked;

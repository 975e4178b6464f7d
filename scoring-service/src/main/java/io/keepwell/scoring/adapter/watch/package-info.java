/** Tells those who watch the service how it is with connected systems. */
@NullMarked
package io.keepwell.scoring.adapter.watch;

import org.jspecify.annotations.NullMarked;

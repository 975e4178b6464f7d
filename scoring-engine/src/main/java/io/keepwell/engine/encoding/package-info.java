/** How state becomes bytes: small, versioned, the same bytes for the same state. */
@NullMarked
package io.keepwell.engine.encoding;

import org.jspecify.annotations.NullMarked;

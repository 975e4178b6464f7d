/** Write keys, and whose they are. */
@NullMarked
package io.keepwell.ingest.domain.key;

import org.jspecify.annotations.NullMarked;

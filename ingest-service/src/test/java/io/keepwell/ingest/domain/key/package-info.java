/** Tests. */
@NullMarked
package io.keepwell.ingest.domain.key;

import org.jspecify.annotations.NullMarked;

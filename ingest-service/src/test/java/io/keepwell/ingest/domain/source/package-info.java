/** Tests. */
@NullMarked
package io.keepwell.ingest.domain.source;

import org.jspecify.annotations.NullMarked;

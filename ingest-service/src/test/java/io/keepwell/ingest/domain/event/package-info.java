/** Tests. */
@NullMarked
package io.keepwell.ingest.domain.event;

import org.jspecify.annotations.NullMarked;

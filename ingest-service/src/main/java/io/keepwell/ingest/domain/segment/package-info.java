/** Segment's calls, and what they say in the words of the catalogue. */
@NullMarked
package io.keepwell.ingest.domain.segment;

import org.jspecify.annotations.NullMarked;

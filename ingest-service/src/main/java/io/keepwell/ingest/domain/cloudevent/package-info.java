/** CloudEvents, and what they say in the words of the catalogue. */
@NullMarked
package io.keepwell.ingest.domain.cloudevent;

import org.jspecify.annotations.NullMarked;

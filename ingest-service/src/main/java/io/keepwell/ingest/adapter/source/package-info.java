/** Reads the sources from their files, and looks whether they have changed. */
@NullMarked
package io.keepwell.ingest.adapter.source;

import org.jspecify.annotations.NullMarked;

/** Hands in what came by any way, and counts what became of it. */
@NullMarked
package io.keepwell.ingest.adapter.intake;

import org.jspecify.annotations.NullMarked;

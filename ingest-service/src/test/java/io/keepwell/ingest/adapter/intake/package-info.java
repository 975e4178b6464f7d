/** Tests. */
@NullMarked
package io.keepwell.ingest.adapter.intake;

import org.jspecify.annotations.NullMarked;

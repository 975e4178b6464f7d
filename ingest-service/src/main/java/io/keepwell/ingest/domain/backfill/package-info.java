/** The ids of backfill runs. */
@NullMarked
package io.keepwell.ingest.domain.backfill;

import org.jspecify.annotations.NullMarked;

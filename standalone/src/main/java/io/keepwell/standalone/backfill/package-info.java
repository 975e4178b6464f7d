/** Exports become events: read by a mapping, sent as one backfill run, remembered step by step. */
@NullMarked
package io.keepwell.standalone.backfill;

import org.jspecify.annotations.NullMarked;

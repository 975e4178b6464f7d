/** Tests. */
@NullMarked
package io.keepwell.ingest.adapter.json;

import org.jspecify.annotations.NullMarked;

/** Tests. */
@NullMarked
package io.keepwell.ingest.adapter.fields;

import org.jspecify.annotations.NullMarked;

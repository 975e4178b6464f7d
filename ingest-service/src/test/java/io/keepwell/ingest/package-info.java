/** Tests. */
@NullMarked
package io.keepwell.ingest;

import org.jspecify.annotations.NullMarked;

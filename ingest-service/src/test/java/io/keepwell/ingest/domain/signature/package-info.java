/** Tests. */
@NullMarked
package io.keepwell.ingest.domain.signature;

import org.jspecify.annotations.NullMarked;

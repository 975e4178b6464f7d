/** Tests. */
@NullMarked
package io.keepwell.ingest.application;

import org.jspecify.annotations.NullMarked;

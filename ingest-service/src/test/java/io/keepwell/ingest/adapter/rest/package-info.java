/** Tests. */
@NullMarked
package io.keepwell.ingest.adapter.rest;

import org.jspecify.annotations.NullMarked;

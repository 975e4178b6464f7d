/** Where the outside begins. */
@NullMarked
package io.keepwell.ingest.adapter;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.keepwell.ingest.adapter.source;

import org.jspecify.annotations.NullMarked;

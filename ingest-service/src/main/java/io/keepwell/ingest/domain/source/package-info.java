/** The systems that may send, what each has to show, and how much it may send. */
@NullMarked
package io.keepwell.ingest.domain.source;

import org.jspecify.annotations.NullMarked;

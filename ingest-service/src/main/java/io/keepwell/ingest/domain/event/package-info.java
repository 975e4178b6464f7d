/** What a system sent, judged item by item. */
@NullMarked
package io.keepwell.ingest.domain.event;

import org.jspecify.annotations.NullMarked;

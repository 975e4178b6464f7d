/** What customers' systems report, and what became of it at the edge. */
@NullMarked
package io.keepwell.model.event;

import org.jspecify.annotations.NullMarked;

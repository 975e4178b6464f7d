/** What services do once, and take back, before they are ready. */
@NullMarked
package io.keepwell.runtime.rehearsal;

import org.jspecify.annotations.NullMarked;

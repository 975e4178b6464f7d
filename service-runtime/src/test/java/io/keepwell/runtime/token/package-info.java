/** Tests of the outbox, with a real broker and a real database. */
@NullMarked
package io.keepwell.runtime.token;

import org.jspecify.annotations.NullMarked;

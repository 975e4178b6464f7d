/** Tests against a real broker and a real database. */
@NullMarked
package io.keepwell.infra;

import org.jspecify.annotations.NullMarked;
